import type { en } from './en';
import { changes } from './ja/changes';
import { common } from './ja/common';
import { drafts } from './ja/drafts';
import { errors } from './ja/errors';
import { fields } from './ja/fields';
import { fixes } from './ja/fixes';
import { forms } from './ja/forms';
import { graph } from './ja/graph';
import { kinds } from './ja/kinds';
import { meshes } from './ja/meshes';
import { panel } from './ja/panel';
import { problems } from './ja/problems';
import { proxies } from './ja/proxies';
import { resources } from './ja/resources';
import { shell } from './ja/shell';
import { transfer } from './ja/transfer';
import { view } from './ja/view';
import { weights } from './ja/weights';
import type { Words } from './words';

/** The same in Japanese; `satisfies` makes a missing or extra key a type error. */
export const ja = {
  changes,
  common,
  drafts,
  errors,
  fields,
  fixes,
  forms,
  graph,
  kinds,
  meshes,
  panel,
  problems,
  proxies,
  resources,
  shell,
  transfer,
  view,
  weights,
} as const satisfies Words<typeof en>;
