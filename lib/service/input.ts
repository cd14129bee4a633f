import {
  cleanShape,
  KIND_INFO,
  type Kind,
  operationOf,
  parentMember,
  type ResourceRef,
  type SpecByKind,
  type Tag,
  type Violation,
  validateInput,
} from '@/lib/model';
import { ServiceError } from './errors';

/** Members of an operation's input, wherever they travelled on the wire. Not yet validated. */
export type RawInput = Readonly<Record<string, unknown>>;

/** Input of an App Mesh operation after validation: known members only, as sent. */
export interface Input {
  operation: string;
  members: RawInput;
}

/** Validates and cleans the input of an operation; throws `bad-request` that tells everything that is wrong. */
export function readInput(operation: string, raw: RawInput): Input {
  refuseViolations(validateInput(operation, raw));
  return { operation, members: cleanShape(operationOf(operation)?.input ?? '', raw) as RawInput };
}

/** Throws `bad-request` with one line for each violation. */
export function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  throw new ServiceError('bad-request', violations.map((v) => v.message).join('\n'));
}

/** A text member; undefined when absent. Its type was checked by validation. */
export function text(input: Input, member: string): string | undefined {
  return input.members[member] as string | undefined;
}

/** The resource that an input names. */
export function refOf<K extends Kind>(kind: K, input: Input): ResourceRef<K> {
  const parent = parentMember(kind);
  const name = text(input, KIND_INFO[kind].nameMember) ?? '';
  return parent ? { kind, parent: text(input, parent) ?? '', name } : { kind, name };
}

/** The spec as sent. A mesh without one gets `{}`, as App Mesh recorded it. */
export function specOf<K extends Kind>(_kind: K, input: Input): SpecByKind[K] {
  return (input.members.spec ?? {}) as SpecByKind[K];
}

/** Tags as sent; a key that comes twice keeps its place and takes the last value. */
export function tagsOf(input: Input): Tag[] {
  return mergeTags([], (input.members.tags ?? []) as readonly Tag[]);
}

/** Existing tags with others put over them: same key overwrites in place, new keys follow in order. */
export function mergeTags(existing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const merged = new Map(existing.map((tag) => [tag.key, tag.value]));
  for (const { key, value } of added) merged.set(key, value);
  return [...merged].map(([key, value]) => ({ key, value }));
}
