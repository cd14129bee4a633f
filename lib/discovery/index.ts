/**
 * discovery: where endpoints come from, as one directory by namespace and service. The registry of the store feeds it,
 * and AWS Cloud Map (cloud-map/: what is asked, when, and within which budget; control runs the loop). DNS and static
 * endpoints live in Envoy's own clusters.
 * Never here: writing the registry (service), choosing endpoints for a node (translate), timers (control).
 */
export {
  asSourceError,
  type CloudMapClient,
  type CloudMapClientFactory,
  createCloudMapClient,
  SourceError,
  testConnection,
} from './cloud-map/aws-client';
export { CallBudget } from './cloud-map/call-budget';
export { type Discovered, type KnownService, MOST_INSTANCES, ServicePoll } from './cloud-map/service-poll';
export {
  createDirectory,
  type DirectoryChange,
  type LiveDirectory,
  type RegistrySource,
  type ServiceNews,
} from './directory';
