import {
  KIND_INFO,
  KINDS_IN_MESH,
  type Kind,
  nameMembers,
  parentMember,
  type ResourceRef,
  type Tag,
} from '@/lib/model';
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
  for (const kind of KINDS_IN_MESH) {
    const { parent } = KIND_INFO[kind];
    const parents = parent ? found.filter((one) => one.kind === parent).map(({ name }) => name) : [undefined];
    const refs = await inPortions(parents, (name) => listOf(call, mesh, kind, name));
    found.push(...(await describeAll(call, mesh, refs.flat())));
  }
  return found;
}

function describeAll(call: AppMeshCaller, mesh: string, refs: readonly ResourceRef[]): Promise<DescribedResource[]> {
  return inPortions(refs, async (ref) => {
    const operation: AppMeshOperation = `Describe${KIND_INFO[ref.kind].label}`;
    const { output } = await call(operation, nameMembers(mesh, ref));
    const { metadata, spec = {} } = output[ref.kind] as { metadata: { arn: string }; spec?: Record<string, unknown> };
    return { ...ref, arn: metadata.arn, spec, tags: await tagsOf(call, metadata.arn) };
  });
}

async function listOf(
  call: AppMeshCaller,
  meshName: string,
  kind: Exclude<Kind, 'mesh'>,
  parent: string | undefined,
): Promise<ResourceRef[]> {
  const { label, nameMember, listMember } = KIND_INFO[kind];
  const member = parentMember(kind);
  const operation: AppMeshOperation = `List${label}s`;
  const elements = await pages(call, operation, listMember, { meshName, ...(member && { [member]: parent ?? '' }) });
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
