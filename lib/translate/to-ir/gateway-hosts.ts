import type { GatewayHostIr, GatewayRouteIr } from '../ir/gateway';
import { bySpecificity, covers, type HostMatch, hostKey } from './gateway-host-match';

/** A gateway route with the hosts that it is for. */
export interface HostedRoute {
  host: HostMatch;
  /** Its ways to match, in order. */
  routes: readonly GatewayRouteIr[];
}

/** Name of the virtual host for every other host, as App Mesh's. */
const ANY_HOST = 'self_redirect';

/**
 * The virtual hosts of one listener. Envoy looks for the most specific virtual host and tries no other, so each one
 * also holds the routes of wider ones, after its own: a request that App Mesh answered falls to the same route, and one
 * that it answered with 404 because the host had routes of its own falls to those for any host. `ordered` are the
 * listener's routes in the order in which they are tried.
 */
export function gatewayHosts(ordered: readonly HostedRoute[]): GatewayHostIr[] {
  const byKey = new Map(ordered.map(({ host }) => [hostKey(host), host]));
  const exact = new Set([...byKey.values()].flatMap((host) => (host.is === 'exact' ? [host.text] : [])));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, host]) => ({
      name: host.is === 'any' ? ANY_HOST : key,
      domains: domainsOf(host, exact),
      routes: ordered
        .filter((route) => covers(route.host, host))
        .sort((a, b) => bySpecificity(a.host, b.host))
        .flatMap(({ routes }) => routes),
    }));
}

/** A suffix that begins with no dot is itself a host that ends with it; Envoy's star wants one character more. */
function domainsOf(host: HostMatch, exact: ReadonlySet<string>): string[] {
  if (host.is !== 'suffix') return [hostKey(host)];
  const itself = host.text.startsWith('.') || exact.has(host.text) ? [] : [host.text];
  return [hostKey(host), ...itself];
}
