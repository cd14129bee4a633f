import type { Kind, MeshKey, Resource, ResourceRef } from './kinds';

/**
 * All resources of one mesh at one revision. Immutable: a change makes a new snapshot that shares every resource
 * object which did not change, so `===` on resources tells whether one changed. Maps are sorted by key when built,
 * which keeps everything that is rendered from them in a stable order.
 */
export interface MeshSnapshot {
  readonly key: MeshKey;
  readonly revision: number;
  readonly mesh: Resource<'mesh'>;
  readonly virtualNodes: ReadonlyMap<string, Resource<'virtualNode'>>;
  readonly virtualRouters: ReadonlyMap<string, Resource<'virtualRouter'>>;
  readonly virtualServices: ReadonlyMap<string, Resource<'virtualService'>>;
  readonly virtualGateways: ReadonlyMap<string, Resource<'virtualGateway'>>;
  /** Routes by virtual router, each list sorted by name. */
  readonly routes: ReadonlyMap<string, readonly Resource<'route'>[]>;
  /** Gateway routes by virtual gateway, each list sorted by name. */
  readonly gatewayRoutes: ReadonlyMap<string, readonly Resource<'gatewayRoute'>[]>;
}

/** One committed change of one resource; `before` is absent on create, `after` on delete. */
export interface ResourceChange {
  ref: ResourceRef;
  before?: Resource;
  after?: Resource;
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The map of a snapshot that holds the kind's resources, by name; `routes` and `gatewayRoutes` hold lists by parent. */
const MAP_OF_KIND = {
  virtualNode: 'virtualNodes',
  virtualRouter: 'virtualRouters',
  virtualService: 'virtualServices',
  virtualGateway: 'virtualGateways',
  route: 'routes',
  gatewayRoute: 'gatewayRoutes',
} as const satisfies Record<Exclude<Kind, 'mesh'>, keyof MeshSnapshot>;

/** Builds a snapshot from the resources of a mesh; one of them must be the mesh itself. */
export function buildSnapshot(key: MeshKey, revision: number, resources: Iterable<Resource>): MeshSnapshot {
  const sorted = [...resources].sort(byName);
  const mesh = sorted.find((r): r is Resource<'mesh'> => r.kind === 'mesh');
  if (!mesh) throw new Error(`no mesh resource among the resources of ${key.mesh}`);
  const named = <K extends Kind>(kind: K) =>
    new Map(sorted.filter((r): r is Resource<K> => r.kind === kind).map((r) => [r.name, r]));
  const grouped = <K extends Kind>(kind: K) => {
    const all = sorted.filter((r): r is Resource<K> => r.kind === kind);
    return sortedMap(Map.groupBy(all, (r) => r.parent ?? ''));
  };
  return {
    key,
    revision,
    mesh,
    virtualNodes: named('virtualNode'),
    virtualRouters: named('virtualRouter'),
    virtualServices: named('virtualService'),
    virtualGateways: named('virtualGateway'),
    routes: grouped('route'),
    gatewayRoutes: grouped('gatewayRoute'),
  };
}

function sortedMap<V>(entries: Iterable<[string, V]>): Map<string, V> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Every resource of a snapshot: the mesh first, then kind by kind, each sorted by name. */
export function* resourcesOf(snapshot: MeshSnapshot): Generator<Resource> {
  yield snapshot.mesh;
  yield* snapshot.virtualNodes.values();
  yield* snapshot.virtualRouters.values();
  for (const list of snapshot.routes.values()) yield* list;
  yield* snapshot.virtualServices.values();
  yield* snapshot.virtualGateways.values();
  for (const list of snapshot.gatewayRoutes.values()) yield* list;
}

/**
 * The snapshot after some changes, sharing every untouched resource, list and map. Undefined when the mesh itself was
 * deleted. The result is the same as building it from all resources; it costs a copy of the touched maps.
 */
export function applyChanges(
  snapshot: MeshSnapshot,
  revision: number,
  changes: readonly ResourceChange[],
): MeshSnapshot | undefined {
  let mesh: Resource<'mesh'> | undefined = snapshot.mesh;
  const touched: Record<string, ReadonlyMap<string, unknown>> = {};
  for (const { ref, after } of changes) {
    if (ref.kind === 'mesh') {
      mesh = after as Resource<'mesh'> | undefined;
      continue;
    }
    const name = MAP_OF_KIND[ref.kind];
    const map = touched[name] ?? snapshot[name];
    touched[name] =
      ref.kind === 'route' || ref.kind === 'gatewayRoute'
        ? withListed(map as ReadonlyMap<string, readonly Resource[]>, ref, after)
        : withEntry(map, ref.name, after);
  }
  return mesh && ({ ...snapshot, ...touched, revision, mesh } as MeshSnapshot);
}

/** A copy of a sorted map with one entry put or removed. */
function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V | undefined): ReadonlyMap<string, V> {
  const copy = new Map(map);
  const known = copy.has(key);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return known || value === undefined ? copy : sortedMap(copy);
}

function withListed(
  map: ReadonlyMap<string, readonly Resource[]>,
  ref: ResourceRef,
  after: Resource | undefined,
): ReadonlyMap<string, readonly Resource[]> {
  const parent = ref.parent ?? '';
  const others = (map.get(parent) ?? []).filter((resource) => resource.name !== ref.name);
  const list = after ? [...others, after].sort(byName) : others;
  return withEntry(map, parent, list.length > 0 ? list : undefined);
}
