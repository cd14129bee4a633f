/** Cloud Map's use cases: namespaces, services, instances and operations, kept in our own registry. */
export type { RegistryOperation as RegistryOperationView, StoredInstance as RegistryInstance } from '@/lib/store';
export { type CloudMap, createCloudMap } from './cloud-map';
export { type CloudMapDeps, type CloudMapQuotas, DEFAULT_CLOUD_MAP_QUOTAS } from './deps';
export type { Discovered } from './discover';
export { CLOUD_MAP_ERROR_CODES, CloudMapError, type CloudMapErrorCode } from './errors';
export { type HealthStatus, healthOf } from './health';
export type { CreateNamespaceOperation, NamespaceView, UpdateNamespaceOperation } from './namespaces';
export type { CloudMapOperation } from './schemas';
export type { ServiceAttributesView } from './service-attributes';
export type { ServiceView } from './services';
