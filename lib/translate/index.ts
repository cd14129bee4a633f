/**
 * translate: (mesh snapshot, instances, proxy resource, profile) → Envoy's listeners, routes, clusters, endpoints.
 * PURE. Three steps with a neutral form between: to-ir/ → ir/ → to-envoy/. Never here: streams, stores, time.
 */
export { affectedNodes, nodesUsing } from './affected';
export { affectedGateways, gatewaysOfTarget, gatewaysUsing } from './affected-gateways';
export { callersOfTarget } from './callers';
export { decodeResource } from './decode';
export { certificateSecret } from './to-ir/tls';
export { createTranslator } from './translator';
export * from './types';
