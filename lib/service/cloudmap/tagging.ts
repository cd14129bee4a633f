import type { Tag } from '@/lib/model';
import { mergeTags } from '../input';
import { CloudMapError } from './errors';

/** Cloud Map's limit for one resource. */
const MAX_TAGS = 50;

/** Existing tags with others put over them, or TooManyTagsException. */
export function withTags(
  existing: readonly Tag[],
  added: readonly { Key: string; Value: string }[],
  resource: string,
): Tag[] {
  const merged = mergeTags(
    existing,
    added.map(({ Key: key, Value: value }) => ({ key, value })),
  );
  if (merged.length <= MAX_TAGS) return merged;
  const message = `A resource may have at most ${MAX_TAGS} tags, it would have ${merged.length}.`;
  throw new CloudMapError('TooManyTagsException', message, { ResourceName: resource });
}
