import { type ApiResource, type ApiSnapshot, type Kind, type ResourceRef, refKey, type SpecByKind } from '@/lib/model';

/** A resource of a known kind as the Meshkeep API gives it. The control plane checked the spec when it stored it. */
export type Typed<K extends Kind> = Omit<ApiResource, 'kind' | 'spec'> & { kind: K; spec: SpecByKind[K] };

/** Whether a resource is of that kind, with its spec's type. */
export function isKind<K extends Kind>(resource: { kind: Kind }, kind: K): resource is Typed<K> {
  return resource.kind === kind;
}

/** All resources of one kind, sorted by parent and name. */
export function resourcesOfKind<K extends Kind>(snapshot: ApiSnapshot, kind: K): readonly Typed<K>[] {
  return (indexOf(snapshot).kinds.get(kind) ?? []) as Typed<Kind>[] as Typed<K>[];
}

/** The routes of a router or the gateway routes of a gateway, sorted by name. */
export function childrenOf<K extends 'route' | 'gatewayRoute'>(
  snapshot: ApiSnapshot,
  kind: K,
  parent: string,
): readonly Typed<K>[] {
  return (indexOf(snapshot).children.get(`${kind} ${parent}`) ?? []) as Typed<Kind>[] as Typed<K>[];
}

/** One resource by kind and name (and parent); undefined when there is none. */
export function findResource<K extends Kind>(snapshot: ApiSnapshot, ref: ResourceRef<K>): Typed<K> | undefined {
  return indexOf(snapshot).all.get(refKey(refOf(ref))) as Typed<Kind> | undefined as Typed<K> | undefined;
}

/** The spec in an entry of the history, which holds bare specs or whole resources; undefined when there is none. */
export function specInHistory(entry: unknown): Record<string, unknown> | undefined {
  const spec = typeof entry === 'object' && entry !== null && 'spec' in entry ? entry.spec : entry;
  return typeof spec === 'object' && spec !== null ? { ...spec } : undefined;
}

interface Index {
  all: Map<string, Typed<Kind>>;
  kinds: Map<Kind, Typed<Kind>[]>;
  children: Map<string, Typed<Kind>[]>;
}

const indexes = new WeakMap<ApiSnapshot, Index>();

/** Snapshots are never changed in place, so each is sorted and grouped once. */
function indexOf(snapshot: ApiSnapshot): Index {
  const known = indexes.get(snapshot);
  if (known) return known;
  const index: Index = { all: new Map(), kinds: new Map(), children: new Map() };
  const sorted = [...snapshot.resources].sort(
    (a, b) => compareText(a.parent ?? '', b.parent ?? '') || compareText(a.name, b.name),
  );
  for (const resource of sorted as unknown as Typed<Kind>[]) {
    index.all.set(refKey(refOf(resource)), resource);
    push(index.kinds, resource.kind, resource);
    if (resource.parent !== undefined) push(index.children, `${resource.kind} ${resource.parent}`, resource);
  }
  indexes.set(snapshot, index);
  return index;
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** Order of two texts by code unit: the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A resource's own reference, without anything else. */
export function refOf(resource: ResourceRef): ResourceRef {
  const { kind, parent, name } = resource;
  return parent === undefined ? { kind, name } : { kind, parent, name };
}
