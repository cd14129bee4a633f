/**
 * bootstrap: what an Envoy (or our sidecar image) must be told to find this control plane and to be one node or gateway
 * of a mesh: `envoy.yaml`, shell lines, ECS's container definition, a Kubernetes patch. The one generator: the console,
 * `npm run bootstrap`, the sidecar and the demo use it. PURE. Never here: what the control plane sends afterwards.
 */
export { type BootstrapInput, type EnvoyBootstrap, type ExtraFile, envoyBootstrap } from './envoy';
export { createBootstrap } from './outputs';
export { parseResource, type ResourceOfProxy } from './resource';
export { CACHE_DIR, SIDECAR_VARIABLES } from './variables';
