import { type ApiResource, KIND_INFO, type Relation, type ResourceRef, relationTo } from '@/lib/model';

export interface Dependant {
  ref: ResourceRef;
  /** `child` = it lies inside (a route in its router, everything in its mesh). */
  relation: Relation | 'child';
}

/** What would break, or be refused, if a resource were deleted. */
export function dependantsOf(target: ResourceRef, resources: readonly ApiResource[]): Dependant[] {
  return resources.flatMap((resource): Dependant[] => {
    const relation = isChild(resource, target) ? 'child' : relationTo(resource, target);
    if (!relation) return [];
    const { kind, name, parent } = resource;
    return [{ ref: parent === undefined ? { kind, name } : { kind, name, parent }, relation }];
  });
}

function isChild(resource: ApiResource, target: ResourceRef): boolean {
  if (target.kind === 'mesh') return resource.kind !== 'mesh' && resource.parent === undefined;
  return KIND_INFO[resource.kind].parent === target.kind && resource.parent === target.name;
}
