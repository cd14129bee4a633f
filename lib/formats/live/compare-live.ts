import {
  KIND_INFO,
  KINDS,
  type Kind,
  nameMembers,
  parentMember,
  type ResourceRef,
  refKey,
  sameJson,
  type Tag,
} from '@/lib/model';
import type { ExportedResource } from '../export/types';
import type { ImportedResource, ResourceType } from '../types';

/** A resource of a mesh as far as files can say it. */
export interface MeshResource extends ResourceRef {
  spec: Record<string, unknown>;
  tags: readonly Tag[];
}

/** How an imported resource stands to the mesh that it is to go into. */
export interface Compared {
  resource: ImportedResource;
  ref: ResourceRef;
  spec: Record<string, unknown>;
  tags: Tag[];
  /** `same`: the mesh has it with this very spec. */
  state: 'new' | 'same' | 'differs';
  /** What the mesh has; absent when new. */
  live?: Record<string, unknown>;
}

/** The kind that `VirtualNode` names. */
export function kindOf(type: ResourceType): Kind {
  return KINDS.find((kind) => KIND_INFO[kind].label === type) ?? 'mesh';
}

/** What an input names, inside the mesh `mesh`: a Mesh of the files becomes that mesh. */
export function refOf({ type, params }: ImportedResource, mesh: string): ResourceRef {
  const kind = kindOf(type);
  if (kind === 'mesh') return { kind, name: mesh };
  const parent = parentMember(kind);
  const name = String(params[KIND_INFO[kind].nameMember] ?? '');
  return parent ? { kind, parent: String(params[parent] ?? ''), name } : { kind, name };
}

/** Imported resources beside those of the mesh that they are to go into; order kept. */
export function compareLive(
  imported: readonly ImportedResource[],
  mesh: string,
  live: readonly MeshResource[],
): Compared[] {
  const known = new Map(live.map((resource) => [refKey(resource), resource]));
  return imported.map((resource) => {
    const ref = refOf(resource, mesh);
    const spec = (resource.params.spec ?? {}) as Record<string, unknown>;
    const tags = (resource.params.tags ?? []) as Tag[];
    const there = known.get(refKey(ref));
    if (!there) return { resource, ref, spec, tags, state: 'new' };
    return { resource, ref, spec, tags, state: sameJson(spec, there.spec) ? 'same' : 'differs', live: there.spec };
  });
}

/** Resources of a mesh as inputs of Create operations, parents first, as the writers take them. */
export function toExported(mesh: string, resources: readonly MeshResource[]): ExportedResource[] {
  return KINDS.flatMap((kind) => resources.filter((resource) => resource.kind === kind)).map((resource) => {
    const { kind, spec, tags } = resource;
    return {
      type: KIND_INFO[kind].label,
      params: {
        ...nameMembers(mesh, resource),
        spec,
        ...(tags.length > 0 && { tags: [...tags] }),
      },
    };
  });
}
