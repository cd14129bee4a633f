import type { MeshSpec } from '../generated/shapes';
import type { Kind, SpecByKind } from '../kinds';
import { gatewayRouteTypeOf, routeTypeOf } from '../weighted-targets';
import { Defaults, type EffectiveDefault, IDLE_TIMEOUT, REQUEST_TIMEOUT } from './default';
import { listenerDefaults, policyDefaults, timeoutDefaults } from './listener';

/** What acts for a route without a retry policy; App Mesh's API never shows it [UG envoy-defaults]. */
const HIDDEN_RETRIES = {
  maxRetries: 2,
  retryOn: ['unavailable', 'connect-failure', 'refused-stream', 'reset', '503'],
};

type FindDefaults<K extends Kind> = (spec: SpecByKind[K], mesh: MeshSpec, defaults: Defaults) => void;

/**
 * Values that act where a spec is silent (appmesh-api.md section 6), with their source. `mesh` is the spec of the
 * resource's mesh.
 *
 * @example effectiveDefaults('mesh', {}) // [{ path: 'egressFilter.type', value: 'DROP_ALL', source: 'app-mesh' }]
 */
export function effectiveDefaults<K extends Kind>(
  kind: K,
  spec: SpecByKind[K],
  mesh: MeshSpec = {},
): EffectiveDefault[] {
  const defaults = new Defaults();
  FIND[kind](spec, mesh, defaults);
  return defaults.found;
}

const FIND: { [K in Kind]: FindDefaults<K> } = {
  mesh: (spec, _mesh, defaults) => defaults.add(spec.egressFilter, 'egressFilter.type', 'DROP_ALL'),
  virtualNode: nodeDefaults,
  virtualRouter: () => {},
  route: routeDefaults,
  virtualService: () => {},
  virtualGateway: gatewayDefaults,
  gatewayRoute: gatewayRouteDefaults,
};

function nodeDefaults(spec: SpecByKind['virtualNode'], mesh: MeshSpec, defaults: Defaults): void {
  (spec.listeners ?? []).forEach((listener, i) => {
    listenerDefaults(listener, `listeners[${i}]`, defaults);
    timeoutDefaults(listener, `listeners[${i}]`, defaults);
  });
  const { dns, awsCloudMap } = spec.serviceDiscovery ?? {};
  if (dns) defaults.add(dns.responseType, 'serviceDiscovery.dns.responseType', 'LOADBALANCER');
  const preference = mesh.serviceDiscovery?.ipPreference;
  if (preference && dns) defaults.add(dns.ipPreference, 'serviceDiscovery.dns.ipPreference', preference, 'mesh');
  if (preference && awsCloudMap) {
    defaults.add(awsCloudMap.ipPreference, 'serviceDiscovery.awsCloudMap.ipPreference', preference, 'mesh');
  }
  policyDefaults(spec.backendDefaults?.clientPolicy, 'backendDefaults.clientPolicy', defaults);
  (spec.backends ?? []).forEach((backend, i) => {
    policyDefaults(backend.virtualService?.clientPolicy, `backends[${i}].virtualService.clientPolicy`, defaults);
  });
}

function gatewayDefaults(spec: SpecByKind['virtualGateway'], _mesh: MeshSpec, defaults: Defaults): void {
  spec.listeners.forEach((listener, i) => {
    listenerDefaults(listener, `listeners[${i}]`, defaults);
  });
  policyDefaults(spec.backendDefaults?.clientPolicy, 'backendDefaults.clientPolicy', defaults);
}

function routeDefaults(spec: SpecByKind['route'], _mesh: MeshSpec, defaults: Defaults): void {
  const type = routeTypeOf(spec);
  if (!type || type === 'tcpRoute') return;
  const route = spec[type];
  defaults.add(route?.timeout?.perRequest, `${type}.timeout.perRequest`, REQUEST_TIMEOUT);
  defaults.add(route?.timeout?.idle, `${type}.timeout.idle`, IDLE_TIMEOUT);
  defaults.add(route?.retryPolicy, `${type}.retryPolicy`, HIDDEN_RETRIES);
}

/** The host becomes the target's name; a matched prefix becomes `/` [UG gateway-routes]. */
function gatewayRouteDefaults(spec: SpecByKind['gatewayRoute'], _mesh: MeshSpec, defaults: Defaults): void {
  const type = gatewayRouteTypeOf(spec);
  if (!type) return;
  const at = `${type}.action.rewrite`;
  const hostname = spec[type]?.action.rewrite?.hostname;
  defaults.add(hostname?.defaultTargetHostname, `${at}.hostname.defaultTargetHostname`, 'ENABLED');
  if (type === 'grpcRoute' || spec[type]?.match.prefix === undefined) return;
  const { prefix, path } = spec[type]?.action.rewrite ?? {};
  if (!path) defaults.add(prefix?.defaultPrefix ?? prefix?.value, `${at}.prefix.defaultPrefix`, 'ENABLED');
}
