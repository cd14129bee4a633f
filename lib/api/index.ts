/**
 * api: the doors of the control plane. Each takes a raw request, finds out who calls, reads the input, calls a use
 * case and writes its answer in the words of its API. Never here: rules (model, service), the HTTP server (runtime).
 */
export { type AppMeshDoorDeps, createAppMeshDoor } from './appmesh/door';
export {
  type AuthenticationResult,
  type Authenticator,
  type AuthenticatorDeps,
  AWS_IDENTITY_ERRORS,
  createAuthenticator,
  type IdentityLookup,
  writerDoor,
} from './auth';
export { type CloudMapDoorDeps, createCloudMapDoor, isCloudMapRequest } from './cloudmap/door';
export { type HttpDoor, jsonResponse, type RawRequest, type RawResponse } from './http';
export { createMeshkeepDoor, MESHKEEP_PREFIX, type MeshkeepDoorDeps } from './meshkeep/door';
export { EventHub } from './meshkeep/event-hub';
