import { certificates } from './en/certificates';
import { changes } from './en/changes';
import { common } from './en/common';
import { connect } from './en/connect';
import { connections } from './en/connections';
import { credentials } from './en/credentials';
import { drafts } from './en/drafts';
import { envoyConfig } from './en/envoy-config';
import { errors } from './en/errors';
import { fields } from './en/fields';
import { findings } from './en/findings';
import { fixes } from './en/fixes';
import { forms } from './en/forms';
import { graph } from './en/graph';
import { help } from './en/help';
import { kinds } from './en/kinds';
import { meshes } from './en/meshes';
import { palette } from './en/palette';
import { panel } from './en/panel';
import { problems } from './en/problems';
import { proxies } from './en/proxies';
import { resources } from './en/resources';
import { shell } from './en/shell';
import { traffic } from './en/traffic';
import { transfer } from './en/transfer';
import { view } from './en/view';
import { weights } from './en/weights';

/** Every English word of the console, one file per place where it is read. This is the type of all languages. */
export const en = {
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
} as const;
