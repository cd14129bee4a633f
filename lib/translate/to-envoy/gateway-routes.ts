import {
  HeaderValueOption_HeaderAppendAction,
  type RouteActionSchema,
  RouteConfigurationSchema,
  type RouteSchema,
} from '@/lib/envoy-api';
import type { GatewayActionIr, GatewayIr, GatewayListenerIr, GatewayRouteIr, GatewayTargetIr } from '../ir/gateway';
import type { HeaderMatchIr } from '../ir/route';
import type { EncodedResource } from '../types';
import { type SecondHop, selfRedirectName, TARGET_HEADER } from './gateway-names';
import { routeMatch } from './match';
import { envoyRoute, refusal } from './route';
import { routeConfigName } from './route-config';
import { duration, encodeResource, type Init, isHeaderSafe } from './wire';

type RouteInit = Init<typeof RouteSchema>;
type Forward = Extract<GatewayActionIr, { do: 'forward' }>;

/**
 * The first hop: which gateway route takes a request, what it rewrites, and which service it names to the second. The
 * port of the Host header does not count.
 */
export function gatewayRouteConfig(gateway: GatewayIr, listener: GatewayListenerIr, hop: SecondHop): EncodedResource {
  const cluster = selfRedirectName(gateway, listener, hop);
  return encodeResource('route', RouteConfigurationSchema, {
    name: routeConfigName('ingress', listener.port),
    ignorePortInHostMatching: true,
    virtualHosts: listener.hosts.map(({ name, domains, routes }) => ({
      name,
      domains: [...domains],
      routes: routes.map((route) => firstHopRoute(cluster, route)).filter((route) => route !== undefined),
    })),
  });
}

function firstHopRoute(cluster: string, route: GatewayRouteIr): RouteInit | undefined {
  const match = routeMatch(route.match);
  if (!match) return undefined;
  const { action } = route;
  const name = encodeURIComponent(route.name);
  if (action.do === 'refuse') return { name, match, action: refusal(action.reason) };
  const unfit = [action.host, action.path?.text].find((text) => text !== undefined && !isHeaderSafe(text));
  if (unfit !== undefined)
    return { name, match, action: refusal('a rewrite of this gateway route is no header value') };
  return {
    name,
    match,
    requestHeadersToAdd: [
      {
        header: { key: TARGET_HEADER, value: encodeURIComponent(action.target).replaceAll('%', '%%') },
        appendAction: HeaderValueOption_HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
      },
    ],
    action: { case: 'route', value: forwarding(cluster, action) },
  };
}

/** No timeouts here: the second hop has those of the target's own route. */
function forwarding(cluster: string, { host, path }: Forward): Init<typeof RouteActionSchema> {
  return {
    clusterSpecifier: { case: 'cluster', value: cluster },
    timeout: duration(0),
    idleTimeout: duration(0),
    ...(host !== undefined && { hostRewriteSpecifier: { case: 'hostRewriteLiteral', value: host } }),
    ...(path?.kind === 'prefix' && { prefixRewrite: path.text }),
    ...(path?.kind === 'replace' && {
      regexRewrite: { pattern: { regex: '^.+$' }, substitution: path.text.replaceAll('\\', '\\\\') },
    }),
  };
}

/**
 * The second hop: the routes of every service that a gateway route leads to. The header of the first hop decides, never
 * the host, so that a request whose host stays as it came reaches the service that was meant for it and no other.
 */
export function targetRouteConfig({ mesh, targets }: GatewayIr, hop: SecondHop): EncodedResource {
  return encodeResource('route', RouteConfigurationSchema, {
    name: routeConfigName('egress', hop.port),
    virtualHosts: [
      {
        name: 'default_backend',
        domains: ['*'],
        requestHeadersToRemove: [TARGET_HEADER],
        routes: targets.flatMap((target) => targetRoutes(mesh, target)),
      },
    ],
  });
}

function targetRoutes(mesh: string, { key, host }: GatewayTargetIr): RouteInit[] {
  const caller = { mesh, policy: host.policy };
  const named: HeaderMatchIr = {
    name: TARGET_HEADER,
    value: { is: 'exact', text: encodeURIComponent(key) },
    invert: false,
  };
  return (host.port?.routes ?? [])
    .map(({ match, ...route }) =>
      envoyRoute(caller, { ...route, match: { ...match, headers: [named, ...match.headers] } }),
    )
    .filter((route) => route !== undefined);
}
