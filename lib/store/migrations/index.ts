import type { Kysely } from 'kysely';
import * as initial from './0001-initial';
import * as namespaceProperties from './0002-namespace-properties';
import * as drafts from './0003-drafts';
import * as layout from './0004-layout';
import * as serviceAttributes from './0005-service-attributes';
import * as meshSettings from './0006-mesh-settings';
import * as proxyCredentials from './0007-proxy-credentials';
import * as connections from './0008-connections';

/** One step of the schema. Steps are only ever added: a database remembers which it has seen. */
export interface Migration {
  name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

/** Every step, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-initial', up: initial.up },
  { name: '0002-namespace-properties', up: namespaceProperties.up },
  { name: '0003-drafts', up: drafts.up },
  { name: '0004-layout', up: layout.up },
  { name: '0005-service-attributes', up: serviceAttributes.up },
  { name: '0006-mesh-settings', up: meshSettings.up },
  { name: '0007-proxy-credentials', up: proxyCredentials.up },
  { name: '0008-connections', up: connections.up },
];
