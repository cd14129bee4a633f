import type { GatewayRouteSpec } from '../generated/shapes';
import { requireExactlyOne } from '../validate/shapes';
import { type Path, type Violation, violation } from '../validate/violation';
import { prefixRule } from './route';

/** GatewayRouteSpec is no union in the model, yet holds exactly one of these. */
export const GATEWAY_ROUTE_TYPES = ['grpcRoute', 'http2Route', 'httpRoute'] as const;

/** Kept by App Mesh for itself [UG gateway-routes]. */
const RESERVED_PREFIX = /^\/aws-app-?mesh/;
const RESERVED_SERVICE = /^aws\.(app-mesh|appmesh)/;

/** Rules of a gateway route by itself. A prefix need not end in `/`: only the Kubernetes webhook asks for that. */
export function gatewayRouteRules(spec: GatewayRouteSpec, at: Path, out: Violation[]): void {
  requireExactlyOne(spec, GATEWAY_ROUTE_TYPES, at, out);
  for (const type of ['http2Route', 'httpRoute'] as const) {
    const prefix = spec[type]?.match.prefix;
    const here = [...at, type, 'match', 'prefix'];
    prefixRule(prefix, here, out);
    if (prefix && RESERVED_PREFIX.test(prefix)) {
      const text = `must not start with a prefix that App Mesh reserves, was ${JSON.stringify(prefix)}`;
      out.push(violation('reserved-prefix', here, text, { was: prefix }));
    }
  }
  const service = spec.grpcRoute?.match.serviceName;
  if (!service || !RESERVED_SERVICE.test(service)) return;
  const text = `must not be a service that App Mesh reserves, was ${JSON.stringify(service.slice(0, 64))}`;
  const params = { was: service.slice(0, 64) };
  out.push(violation('reserved-service', [...at, 'grpcRoute', 'match', 'serviceName'], text, params));
}
