import type { ApiSnapshot, ResourceRef } from '@/lib/model';

/** What one drawn line, or one taken away, does to the mesh. */
export type Made = 'backend' | 'provider' | 'target' | 'gatewayRoute';

/**
 * Why a line cannot be drawn or taken away. `call-a-service`: nodes call services, not routers or nodes. `provider-kind`:
 * a service is provided by a router or node. `target-kind`: a route leads to nodes. `gateway-target-kind`: a gateway
 * route leads to a service. `from-a-route`, `from-a-gateway-route`: lines leave the rows. `last-target`,
 * `needs-target`: App Mesh wants one to stay. `not-declared`: only seen in traffic. `collapsed`: stands for several.
 */
export const REFUSALS = [
  'self',
  'missing',
  'removed',
  'already',
  'call-a-service',
  'provider-kind',
  'target-kind',
  'gateway-target-kind',
  'into-gateway',
  'from-a-route',
  'from-a-gateway-route',
  'targets-full',
  'last-target',
  'needs-target',
  'not-declared',
  'collapsed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface Put {
  ref: ResourceRef;
  spec: object;
}

/** Whether it may be done, and then what it writes. */
export type Verdict =
  | {
      ok: true;
      makes: Made;
      /** What it takes the place of: a service has one provider. */
      replaces?: ResourceRef;
      /** `protocol`: none of the node's listeners speaks the route's protocol; it is stored, and shown as a problem. */
      caution?: 'protocol';
      puts: readonly Put[];
    }
  | { ok: false; reason: Refusal };

/** A refusal. */
export const no = (reason: Refusal): Verdict => ({ ok: false, reason });

/** The snapshot as edits would leave it: for edits that are made of several. */
export function withPuts(snapshot: ApiSnapshot, puts: readonly Put[]): ApiSnapshot {
  const specOf = new Map(puts.map(({ ref, spec }) => [keyOf(ref), spec]));
  const resources = snapshot.resources.map((resource) => {
    const spec = specOf.get(keyOf(resource));
    return spec ? { ...resource, spec: { ...spec } } : resource;
  });
  return { ...snapshot, resources };
}

/** The same puts with the last of each resource only. */
export function lastPuts(puts: readonly Put[]): Put[] {
  return [...new Map(puts.map((put) => [keyOf(put.ref), put])).values()];
}

const keyOf = ({ kind, parent, name }: ResourceRef) => JSON.stringify([kind, parent ?? '', name]);
