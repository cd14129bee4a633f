/**
 * service: use cases, one file per verb: authorise → validate → references → quota → store → history.
 * The only writer of configuration. Never here: wire forms (lib/api), timers, Envoy's streams.
 */
export { sealAccessKey } from './access-keys';
export { authorize, meshKeyOf } from './authorize';
export * from './caller';
export { type Certificates, type CertificateTools, createCertificates } from './certificates';
export { type ClientAuthorities, createClientAuthorities } from './client-authorities';
export type { WriteResult } from './client-token';
export * from './cloudmap';
export { type Connections, createConnections } from './connections';
export type { PasswordHasher, ServiceDeps } from './deps';
export * from './drafts';
export * from './errors';
export { type Ensured, type KeyPair, newKeyPair } from './first-start';
export type { RawInput } from './input';
export { createLayouts, type Layouts } from './layouts';
export { createMeshSettings, type MeshSettingsCases } from './mesh-settings';
export type * from './observed';
export type { Page } from './paging';
export { createProxyCredentials, type ProxyCredentials } from './proxy-credentials';
export { DEFAULT_QUOTAS, type Quotas } from './quotas';
export { readPast } from './read-past';
export { type RevisionPage, type RevisionsFound, readRevisions } from './read-revisions';
export { ensureSealed, forgetSealed, readSealing, type SealingState } from './sealing';
export { createService, type Service } from './service';
export type { SignIn } from './sign-in';
