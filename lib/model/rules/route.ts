import type { RouteSpec } from '../generated/shapes';
import { requireExactlyOne } from '../validate/shapes';
import { type Path, type Violation, violation } from '../validate/violation';

/** RouteSpec is no union in the model, yet holds exactly one of these. */
export const ROUTE_TYPES = ['grpcRoute', 'http2Route', 'httpRoute', 'tcpRoute'] as const;

/** Rules of a route by itself. There is none on the sum of its weights (appmesh-api.md section 4). */
export function routeRules(spec: RouteSpec, at: Path, out: Violation[]): void {
  requireExactlyOne(spec, ROUTE_TYPES, at, out);
  for (const type of ['http2Route', 'httpRoute'] as const) {
    prefixRule(spec[type]?.match.prefix, [...at, type, 'match', 'prefix'], out);
  }
  const grpc = spec.grpcRoute?.match;
  if (grpc?.methodName && !grpc.serviceName) {
    const text = 'is required where methodName is given';
    out.push(violation('method-without-service', [...at, 'grpcRoute', 'match', 'serviceName'], text));
  }
}

/** A prefix always starts with `/` [model help]. */
export function prefixRule(prefix: string | null | undefined, at: Path, out: Violation[]): void {
  if (prefix === undefined || prefix === null || prefix.startsWith('/')) return;
  const was = prefix.slice(0, 64);
  out.push(violation('prefix-without-slash', at, `must start with '/', was ${JSON.stringify(was)}`, { was }));
}
