/**
 * Tables, as kysely sees them. Specs, tags and changes are JSON as text: SQL never looks inside, so that SQLite and
 * PostgreSQL can share every statement. Times are ms since the epoch with fractions; an absent parent is ''.
 */
export interface Schema {
  resource: ResourceTable;
  mesh_revision: MeshTable & { revision: number };
  history: HistoryTable;
  counter: { name: string; value: number };
  client_token: { scope: string; token: string; input_hash: string; output: string; at: number };
  secret: { name: string; value: string };
  access_key: { id: string; secret: string; role: string; label: string };
  person: { name: string; password_hash: string; role: string };
  namespace: NamespaceTable;
  service: ServiceTable;
  instance: InstanceTable;
  operation: OperationTable;
  draft: DraftTable;
  layout: LayoutTable;
  mesh_settings: SettingsTable;
  observed: { name: string; value: string };
  proxy_credential: DocumentTable;
  connection: DocumentTable;
}

/** Small tables whose rows are read whole: a key, and the rest as JSON. */
export interface DocumentTable {
  id: string;
  document: string;
}

/** Columns that name a mesh: part of every key below it. */
export interface MeshTable {
  account: string;
  region: string;
  mesh: string;
}

interface WriterTable {
  door: string;
  who: string;
  user_agent: string;
}

export interface ResourceTable extends MeshTable, WriterTable {
  kind: string;
  parent: string;
  name: string;
  uid: string;
  version: number;
  created_at: number;
  last_updated_at: number;
  resource_owner: string;
  spec: string;
  tags: string;
}

export interface HistoryTable extends MeshTable, WriterTable {
  revision: number;
  at: number;
  message: string;
  changes: string;
}

export interface DraftTable extends MeshTable {
  id: string;
  name: string;
  author: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  version: number;
  changes: string;
  undo: string;
  redo: string;
  comments: string;
  applied_revision: number | null;
}

export interface LayoutTable extends MeshTable {
  kind: string;
  name: string;
  x: number;
  y: number;
}

/** `production` is 0 or 1. */
export interface SettingsTable extends MeshTable {
  production: number;
  changed_at: number;
  changed_by: string;
}

export interface NamespaceTable {
  account: string;
  region: string;
  id: string;
  name: string;
  type: string;
  description: string | null;
  vpc: string | null;
  properties: string | null;
  created_at: number;
  creator_request_id: string | null;
  tags: string;
}

export interface ServiceTable {
  account: string;
  region: string;
  id: string;
  namespace_id: string;
  name: string;
  description: string | null;
  created_at: number;
  creator_request_id: string | null;
  dns_config: string | null;
  health_check_config: string | null;
  health_check_custom_config: string | null;
  attributes: string | null;
  tags: string;
}

export interface InstanceTable {
  service_id: string;
  id: string;
  attributes: string;
  health: string | null;
  creator_request_id: string | null;
}

export interface OperationTable {
  account: string;
  region: string;
  id: string;
  type: string;
  status: string;
  targets: string;
  created_at: number;
  error_code: string | null;
  error_message: string | null;
}
