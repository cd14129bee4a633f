import { KIND_INFO, KINDS, type Kind, type ResourceRef, type Tag } from '@/lib/model';
import { type AppMeshCaller, type AppMeshOperation, withAppMesh } from './app-mesh';
import type { Endpoint } from './types';

/** A resource as an App Mesh endpoint describes it. */
export interface DescribedResource extends ResourceRef {
  arn: string;
  spec: Record<string, unknown>;
  tags: Tag[];
}

/** Requests under way at a time: half of what App Mesh allowed in a second. */
const AT_ONCE = 5;

/**
 * Everything of a mesh, through the App Mesh API alone: parents first, each list in the API's order. Not one moment of
 * the mesh: what is written meanwhile may be in it or not. Rejects with RemoteError or AwayError.
 */
export function readMesh(endpoint: Endpoint, mesh: string): Promise<DescribedResource[]> {
  return withAppMesh(endpoint, (call) => readAll(call, mesh));
}

async function readAll(call: AppMeshCaller, mesh: string): Promise<DescribedResource[]> {
  const found = await describeAll(call, mesh, [{ kind: 'mesh', name: mesh }]);
  for (const kind of KINDS.filter((one) => one !== 'mesh')) {
    const { parent } = KIND_INFO[kind];
    const parents = parent ? found.filter((one) => one.kind === parent).map(({ name }) => name) : [undefined];
    const refs = await inPortions(parents, (name) => listOf(call, mesh, kind, name));
    found.push(...(await describeAll(call, mesh, refs.flat())));
  }
  return found;
}

function describeAll(call: AppMeshCaller, mesh: string, refs: readonly ResourceRef[]): Promise<DescribedResource[]> {
  return inPortions(refs, async (ref) => {
    const operation: AppMeshOperation = `Describe${LABELS[ref.kind]}`;
    const { output } = await call(operation, { ...namesOf(mesh, ref) });
    const { metadata, spec = {} } = output[ref.kind] as { metadata: { arn: string }; spec?: Record<string, unknown> };
    return { ...ref, arn: metadata.arn, spec, tags: await tagsOf(call, metadata.arn) };
  });
}

const LABELS = {
  mesh: 'Mesh',
  virtualNode: 'VirtualNode',
  virtualRouter: 'VirtualRouter',
  route: 'Route',
  virtualService: 'VirtualService',
  virtualGateway: 'VirtualGateway',
  gatewayRoute: 'GatewayRoute',
} as const satisfies Record<Kind, string>;

const LISTS = {
  virtualNode: 'ListVirtualNodes',
  virtualRouter: 'ListVirtualRouters',
  route: 'ListRoutes',
  virtualService: 'ListVirtualServices',
  virtualGateway: 'ListVirtualGateways',
  gatewayRoute: 'ListGatewayRoutes',
} as const satisfies Record<Exclude<Kind, 'mesh'>, AppMeshOperation>;

/** The members that name a resource in an input: mesh, parent, itself. */
function namesOf(meshName: string, { kind, parent, name }: ResourceRef): Record<string, string> {
  const parentKind = KIND_INFO[kind].parent;
  return {
    meshName,
    ...(parentKind && { [KIND_INFO[parentKind].nameMember]: parent ?? '' }),
    [KIND_INFO[kind].nameMember]: name,
  };
}

async function listOf(
  call: AppMeshCaller,
  meshName: string,
  kind: Exclude<Kind, 'mesh'>,
  parent: string | undefined,
): Promise<ResourceRef[]> {
  const { nameMember, listMember, parent: parentKind } = KIND_INFO[kind];
  const of = { meshName, ...(parentKind && { [KIND_INFO[parentKind].nameMember]: parent ?? '' }) };
  const elements = await pages(call, LISTS[kind], listMember, of);
  return elements.map((element) => ({
    kind,
    ...(parent !== undefined && { parent }),
    name: String(element[nameMember]),
  }));
}

async function tagsOf(call: AppMeshCaller, resourceArn: string): Promise<Tag[]> {
  const tags = await pages(call, 'ListTagsForResource', 'tags', { resourceArn });
  return tags.map(({ key, value }) => ({ key: String(key), value: String(value ?? '') }));
}

type Element = Record<string, unknown>;

/** The elements of all pages of a list. */
async function pages(call: AppMeshCaller, operation: AppMeshOperation, member: string, input: Element) {
  const all: Element[] = [];
  let nextToken: unknown;
  do {
    const { output } = await call(operation, { ...input, ...(nextToken ? { nextToken } : {}) });
    all.push(...((output[member] ?? []) as Element[]));
    nextToken = output.nextToken;
  } while (nextToken);
  return all;
}

/** `work` for every item, a few at a time; results in the items' order. */
async function inPortions<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}
