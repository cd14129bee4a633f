import type { ApiResource, ApiSnapshot, Kind, ResourceRef, SpecByKind } from '@/lib/model';

/** A resource of a known kind as the Meshkeep API gives it. The control plane checked the spec when it stored it. */
export type Typed<K extends Kind> = Omit<ApiResource, 'kind' | 'spec'> & { kind: K; spec: SpecByKind[K] };

/** Whether a resource is of that kind, with its spec's type. */
export function isKind<K extends Kind>(resource: ApiResource, kind: K): resource is ApiResource & Typed<K> {
  return resource.kind === kind;
}

/** All resources of one kind, sorted by parent and name. */
export function resourcesOfKind<K extends Kind>(snapshot: ApiSnapshot, kind: K): Typed<K>[] {
  return snapshot.resources
    .filter((resource): resource is ApiResource & Typed<K> => isKind(resource, kind))
    .sort((a, b) => compareText(a.parent ?? '', b.parent ?? '') || compareText(a.name, b.name));
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
