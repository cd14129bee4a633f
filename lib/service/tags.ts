import { type MeshKey, parseArn, type Resource, type ResourceRef, sameTags, type Tag } from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps, write } from './deps';
import { ServiceError } from './errors';
import { type Input, mergeTags, type RawInput, readInput, tagsOf, text } from './input';
import { pageOf } from './paging';

/** App Mesh's limit for one resource. */
const MAX_TAGS = 50;

/**
 * TagResource: same key overwrites. With more than 50 tags after the merge nothing is applied. Answers the revision that
 * it made; undefined when nothing differed.
 */
export async function tagResource(deps: ServiceDeps, caller: Caller, raw: RawInput): Promise<number | undefined> {
  authorize(caller, 'write');
  const input = readInput('TagResource', raw);
  return changeTags(deps, caller, input, (tags) => {
    const merged = mergeTags(tags, tagsOf(input));
    if (merged.length <= MAX_TAGS) return merged;
    throw new ServiceError(
      'too-many-tags',
      `A resource may have at most ${MAX_TAGS} tags, it would have ${merged.length}`,
    );
  });
}

/** UntagResource: keys that are not there are no error. Answers as `tagResource`. */
export async function untagResource(deps: ServiceDeps, caller: Caller, raw: RawInput): Promise<number | undefined> {
  authorize(caller, 'write');
  const input = readInput('UntagResource', raw);
  const keys = new Set(input.members.tagKeys as readonly string[]);
  return changeTags(deps, caller, input, (tags) => tags.filter((tag) => !keys.has(tag.key)));
}

/** ListTagsForResource: in the order in which they were put. */
export async function listTags(
  deps: ServiceDeps,
  caller: Caller,
  raw: RawInput,
): Promise<{ tags: Tag[]; nextToken?: string }> {
  authorize(caller, 'read');
  const input = readInput('ListTagsForResource', raw);
  const target = arnTarget(caller, 'read', input);
  const { tags } = await read(deps, (tx) => find(tx, target));
  const { limit = MAX_TAGS, nextToken } = input.members as { limit?: number; nextToken?: string };
  // Keys by position, so that pages keep the order.
  const positions = tags.map((tag, i) => ({ tag, position: String(i).padStart(6, '0') }));
  const scope = target.arn;
  const page = pageOf(positions, {
    keyOf: ({ position }) => position,
    scope,
    limit,
    ...(nextToken !== undefined && { nextToken }),
  });
  return { tags: page.items.map(({ tag }) => tag), ...(page.nextToken && { nextToken: page.nextToken }) };
}

interface ArnTarget {
  arn: string;
  mesh: MeshKey;
  refs: readonly ResourceRef[];
}

function arnTarget(caller: Caller, action: 'read' | 'write', input: Input): ArnTarget {
  const arn = text(input, 'resourceArn') ?? '';
  const parsed = parseArn(arn);
  if (!parsed)
    throw new ServiceError('bad-request', `resourceArn: must be the ARN of an App Mesh resource, was ${arn}`);
  authorize(caller, action, parsed.account);
  return { arn, mesh: { account: parsed.account, region: parsed.region, mesh: parsed.mesh }, refs: parsed.refs };
}

async function find(tx: ReadTx, { arn, mesh, refs }: ArnTarget): Promise<Resource> {
  for (const ref of refs) {
    const resource = await tx.get(mesh, ref);
    if (resource) return resource;
  }
  throw new ServiceError('not-found', `Resource with ARN ${arn} is not present`);
}

/**
 * A change of tags is a revision of the mesh with its history entry, as every write; but App Mesh's own version, its
 * time and the owner stay, since the configuration is the same.
 */
function changeTags(
  deps: ServiceDeps,
  caller: Caller,
  input: Input,
  change: (tags: readonly Tag[]) => Tag[],
): Promise<number | undefined> {
  const target = arnTarget(caller, 'write', input);
  return write(deps, async (tx) => {
    const resource = await find(tx, target);
    const tags = change(resource.tags);
    if (sameTags(resource.tags, tags)) return undefined;
    await tx.put({ ...resource, tags });
    const at = Math.floor(deps.clock.now());
    return tx.commitRevision(target.mesh, { at, writer: caller.writer, message: '' });
  });
}
