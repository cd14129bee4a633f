/**
 * discovery: where endpoints come from, as one directory by namespace and service. Here now: the registry of the
 * store; DNS and static endpoints live in Envoy's own clusters, other sources join as further feeders.
 * Never here: writing the registry (service), choosing endpoints for a node (translate).
 */
export { createDirectory, type DirectoryChange, type LiveDirectory, type RegistrySource } from './directory';
