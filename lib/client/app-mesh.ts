import { z } from 'zod';
import { type Kind, type ResourceRef, type Tag, tagChanges } from '@/lib/model';
import { postJson } from './fetch';
import { paths } from './paths';

/** A resource inside a mesh, or the mesh itself (`kind: 'mesh'`, its own name). */
export interface ResourceTarget extends ResourceRef {
  mesh: string;
}

const OPERATION_NAMES = {
  mesh: 'Mesh',
  virtualNode: 'VirtualNode',
  virtualRouter: 'VirtualRouter',
  route: 'Route',
  virtualService: 'VirtualService',
  virtualGateway: 'VirtualGateway',
  gatewayRoute: 'GatewayRoute',
} as const satisfies Record<Kind, string>;

const writeResultSchema = z.object({ output: z.record(z.string(), z.unknown()), revision: z.number().optional() });

/** What a write answers; `revision` names the mesh's revision that it made, whose receipt can be watched. */
export type WriteResult = z.infer<typeof writeResultSchema>;

/** Operation and input of an App Mesh call. */
export interface AppMeshCall {
  operation: string;
  input: Record<string, unknown>;
}

/** The names that the API wants for a resource: its own, its mesh's, its parent's. */
function names({ mesh, kind, parent, name }: ResourceTarget): Record<string, string> {
  const parentName =
    kind === 'route' ? 'virtualRouterName' : kind === 'gatewayRoute' ? 'virtualGatewayName' : undefined;
  return {
    meshName: mesh,
    ...(parentName && parent !== undefined ? { [parentName]: parent } : {}),
    [`${kind}Name`]: name,
  };
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
    operation: `${verb}${OPERATION_NAMES[target.kind]}`,
    input: { ...names(target), spec, ...(mode === 'create' && tags?.length ? { tags } : {}) },
  };
}

export function deleteCall(target: ResourceTarget): AppMeshCall {
  return { operation: `Delete${OPERATION_NAMES[target.kind]}`, input: names(target) };
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
