import { z } from 'zod';
import { KIND_INFO, nameMembers, type ResourceRef, type Tag, tagChanges } from '@/lib/model';
import { postJson } from './fetch';
import { paths } from './paths';

/** A resource inside a mesh, or the mesh itself (`kind: 'mesh'`, its own name). */
export interface ResourceTarget extends ResourceRef {
  mesh: string;
}

const writeResultSchema = z.object({ output: z.record(z.string(), z.unknown()), revision: z.number().optional() });

/** What a write answers; `revision` names the mesh's revision that it made, whose receipt can be watched. */
export type WriteResult = z.infer<typeof writeResultSchema>;

/** Operation and input of an App Mesh call. */
export interface AppMeshCall {
  operation: string;
  input: Record<string, unknown>;
}

/** The call that creates or updates a resource with this spec. */
export function saveCall(
  mode: 'create' | 'edit',
  target: ResourceTarget,
  spec: unknown,
  tags?: readonly { key: string; value: string }[],
): AppMeshCall {
  const verb = mode === 'create' ? 'Create' : 'Update';
  return {
    operation: `${verb}${KIND_INFO[target.kind].label}`,
    input: { ...nameMembers(target.mesh, target), spec, ...(mode === 'create' && tags?.length ? { tags } : {}) },
  };
}

export function deleteCall(target: ResourceTarget): AppMeshCall {
  return { operation: `Delete${KIND_INFO[target.kind].label}`, input: nameMembers(target.mesh, target) };
}

/** The calls that turn a resource's tags into others: none where they are the same. */
export function tagCalls(resourceArn: string, before: readonly Tag[], after: readonly Tag[]): AppMeshCall[] {
  const { remove, set } = tagChanges(before, after);
  return [
    // First what makes room: a resource has at most 50.
    ...(remove.length > 0 ? [{ operation: 'UntagResource', input: { resourceArn, tagKeys: remove } }] : []),
    ...(set.length > 0 ? [{ operation: 'TagResource', input: { resourceArn, tags: set } }] : []),
  ];
}

/** Runs a call through our server route. Rejects with ClientError. */
export function appMeshCall({ operation, input }: AppMeshCall): Promise<WriteResult> {
  return postJson(paths.api.appMesh(operation), input, writeResultSchema);
}
