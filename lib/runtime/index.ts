/**
 * runtime: configuration from the environment, wiring, entry points, and the servers that host the doors.
 * Never here: rules of meshes, wire forms.
 */
export { type HttpServerOptions, type RunningHttpServer, startHttpServer } from './http-server';
