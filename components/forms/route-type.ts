import { shapeOf } from '@/lib/model';
import type { SpecTree } from './spec-tree';

export const ROUTE_TYPES = ['httpRoute', 'http2Route', 'grpcRoute', 'tcpRoute'] as const;
export type RouteTypeName = (typeof ROUTE_TYPES)[number];

/** The type of a route's spec: which of the members it has. */
export function typeOf(spec: SpecTree): RouteTypeName | undefined {
  return ROUTE_TYPES.find((type) => spec[type] !== undefined);
}

/** The route type for a listener's protocol. */
export function typeForProtocol(protocol: unknown): RouteTypeName {
  return ROUTE_TYPES.find((type) => type === `${String(protocol)}Route`) ?? 'httpRoute';
}

/**
 * The body of a route of another type: what both types have is kept (targets, timeouts, port), the rest begins anew.
 * Http routes start with the prefix `/`, which matches all requests.
 */
export function movedBody(specShape: string, type: RouteTypeName, before: unknown): SpecTree {
  const shape = shapeOf(specShape).members?.[type]?.shape ?? '';
  const kept = fitting(shape, before);
  const action =
    kept.action ??
    (specShape === 'RouteSpec' ? { weightedTargets: [{ weight: 100 }] } : { target: { virtualService: {} } });
  const match = kept.match ?? (type === 'httpRoute' || type === 'http2Route' ? { prefix: '/' } : {});
  const withMatch = type === 'tcpRoute' && Object.keys(match as object).length === 0 ? {} : { match };
  return { ...kept, ...withMatch, action };
}

/** The members of a value that the shape knows too, all the way down. */
function fitting(shapeName: string, value: unknown): SpecTree {
  const members = shapeOf(shapeName).members ?? {};
  const out: SpecTree = {};
  if (typeof value !== 'object' || value === null) return out;
  for (const [name, member] of Object.entries(value)) {
    const own = members[name]?.shape;
    if (own) out[name] = shapeOf(own).type === 'structure' ? fitting(own, member) : member;
  }
  return out;
}
