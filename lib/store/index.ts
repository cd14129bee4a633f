/**
 * store: what is kept, and the feed of what changed. One interface (types.ts), one contract test (contract.ts).
 * sql/ holds statements and transactions for any SQL database, sqlite/ the connection, lock and durability of SQLite;
 * postgres/ joins beside it. Never here: rules about meshes (model), who may write (service).
 */
export { StoreError, type StoreErrorCode } from './errors';
export { createSqliteStore, type SqliteStoreOptions } from './sqlite';
export type * from './types';
