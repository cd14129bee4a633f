import type { Tag } from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { inScope } from './find';
import { parseRegistryArn } from './ids';
import { readInput } from './input';
import { withTags } from './tagging';

/** TagResource: same key overwrites. With more than 50 tags after the merge nothing is applied. */
export function tagResource(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const { ResourceARN: arn, Tags: added } = readInput('TagResource', raw);
  return write(deps, (tx) => changeTags(tx, caller, arn, (tags) => withTags(tags, added, arn)));
}

/** UntagResource: keys that are not there are no error. */
export function untagResource(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const { ResourceARN: arn, TagKeys: keys } = readInput('UntagResource', raw);
  return write(deps, (tx) => changeTags(tx, caller, arn, (tags) => tags.filter((tag) => !keys.includes(tag.key))));
}

/** ListTagsForResource: in the order in which they were put. */
export async function listTags(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<readonly Tag[]> {
  authorize(caller, 'read');
  const { ResourceARN: arn } = readInput('ListTagsForResource', raw);
  return read(deps, async (tx) => (await find(tx, caller, arn)).resource.tags);
}

async function changeTags(
  tx: WriteTx,
  caller: Caller,
  arn: string,
  change: (tags: readonly Tag[]) => Tag[],
): Promise<void> {
  const { kind, resource } = await find(tx, caller, arn);
  const tags = change(resource.tags);
  if (kind === 'namespace') await tx.putNamespace({ ...resource, tags });
  else await tx.putService({ ...resource, tags });
}

async function find(tx: ReadTx, caller: Caller, arn: string) {
  const parsed = parseRegistryArn(arn);
  if (!parsed) {
    throw new CloudMapError('InvalidInput', 'ResourceARN: must be the ARN of a namespace or a service of Cloud Map');
  }
  authorize(caller, 'read', parsed.scope.account);
  if (parsed.kind === 'namespace') {
    const resource = await tx.namespace(parsed.id);
    if (resource && inScope(caller, parsed.scope)) return { kind: 'namespace', resource } as const;
  } else {
    const resource = await tx.service(parsed.id);
    if (resource && inScope(caller, parsed.scope)) return { kind: 'service', resource } as const;
  }
  throw new CloudMapError('ResourceNotFoundException', `No resource with the ARN ${arn} exists.`);
}
