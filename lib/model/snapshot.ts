import { type Kind, type MeshKey, type Resource, type ResourceRef, refKey } from './kinds';

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

/** Builds a snapshot from the resources of a mesh; one of them must be the mesh itself. */
export function buildSnapshot(key: MeshKey, revision: number, resources: Iterable<Resource>): MeshSnapshot {
  const sorted = [...resources].sort(byName);
  const mesh = sorted.find((r): r is Resource<'mesh'> => r.kind === 'mesh');
  if (!mesh) throw new Error(`no mesh resource among the resources of ${key.mesh}`);
  const named = <K extends Kind>(kind: K) =>
    new Map(sorted.filter((r): r is Resource<K> => r.kind === kind).map((r) => [r.name, r]));
  const grouped = <K extends Kind>(kind: K) => {
    const groups = new Map<string, Resource<K>[]>();
    for (const r of sorted) {
      if (r.kind !== kind) continue;
      const list = groups.get(r.parent ?? '') ?? [];
      list.push(r as Resource<K>);
      groups.set(r.parent ?? '', list);
    }
    return groups;
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

/** The snapshot after some changes, sharing every untouched resource. Undefined when the mesh itself was deleted. */
export function applyChanges(
  snapshot: MeshSnapshot,
  revision: number,
  changes: readonly ResourceChange[],
): MeshSnapshot | undefined {
  const all = new Map([...resourcesOf(snapshot)].map((r) => [refKey(r), r]));
  for (const change of changes) {
    if (change.after) all.set(refKey(change.ref), change.after);
    else all.delete(refKey(change.ref));
  }
  const resources = [...all.values()];
  return resources.some((r) => r.kind === 'mesh') ? buildSnapshot(snapshot.key, revision, resources) : undefined;
}
