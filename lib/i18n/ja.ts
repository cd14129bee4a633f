import type { en } from './en';
import { certificates } from './ja/certificates';
import { changes } from './ja/changes';
import { common } from './ja/common';
import { connect } from './ja/connect';
import { connections } from './ja/connections';
import { credentials } from './ja/credentials';
import { drafts } from './ja/drafts';
import { envoyConfig } from './ja/envoy-config';
import { errors } from './ja/errors';
import { fields } from './ja/fields';
import { findings } from './ja/findings';
import { fixes } from './ja/fixes';
import { forms } from './ja/forms';
import { graph } from './ja/graph';
import { help } from './ja/help';
import { kinds } from './ja/kinds';
import { meshes } from './ja/meshes';
import { palette } from './ja/palette';
import { panel } from './ja/panel';
import { problems } from './ja/problems';
import { proxies } from './ja/proxies';
import { resources } from './ja/resources';
import { shell } from './ja/shell';
import { traffic } from './ja/traffic';
import { transfer } from './ja/transfer';
import { view } from './ja/view';
import { weights } from './ja/weights';
import type { Words } from './words';

/** The same in Japanese; `satisfies` makes a missing or extra key a type error. */
export const ja = {
  certificates,
  changes,
  common,
  connect,
  connections,
  credentials,
  drafts,
  envoyConfig,
  errors,
  fields,
  findings,
  fixes,
  forms,
  graph,
  help,
  kinds,
  meshes,
  palette,
  panel,
  problems,
  proxies,
  resources,
  shell,
  traffic,
  transfer,
  view,
  weights,
} as const satisfies Words<typeof en>;
