/**
 * envoy-check: has a real Envoy read a configuration before proxies get it (`--mode validate`). Starts a process and
 * ends it; knows no mesh and no control plane. Never here: Envoys that serve traffic.
 */
export type { Json } from './json';
export { type DecodedResources, type StaticConfig, staticConfig } from './static-config';
export { type EnvoyOptions, type Verdict, validateConfig } from './validate';
