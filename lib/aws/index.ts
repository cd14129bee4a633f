/**
 * aws: clients that speak as AWS's do: the App Mesh API through @aws-sdk/client-app-mesh, and requests signed with
 * Signature Version 4. The endpoint, the key and the time are passed in. Server side only.
 * Never here: who may do what, storage, React.
 */
export { APP_MESH_OPERATIONS, type AppMeshAnswer, callAppMesh, isAppMeshOperation } from './app-mesh';
export { type DescribedResource, readMesh } from './read-mesh';
export { AwayError, RemoteError } from './remote-error';
export { signedFetch } from './signed-fetch';
export type { AccessKey, Endpoint } from './types';
