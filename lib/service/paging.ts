import { createHash } from 'node:crypto';
import { ServiceError } from './errors';

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  nextToken?: string;
}

export interface PageRequest<T> {
  keyOf(item: T): string;
  /** What is listed: a token of another list is refused. */
  scope: string;
  limit: number;
  nextToken?: string;
}

/**
 * One page of a list. The token says behind which key the next page starts, so that pages stay right while items
 * come and go; `items` may be in any order, pages are in the order of their keys.
 */
export function pageOf<T>(items: readonly T[], request: PageRequest<T>): Page<T> {
  const { keyOf, limit, scope } = request;
  const sorted = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  const after = request.nextToken === undefined ? undefined : readToken(request.nextToken, scope);
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  if (rest.length <= limit || last === undefined) return { items: shown };
  return { items: shown, nextToken: writeToken(keyOf(last), scope) };
}

function writeToken(after: string, scope: string): string {
  return Buffer.from(JSON.stringify([mark(scope), after])).toString('base64url');
}

function readToken(token: string, scope: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed[0] === mark(scope) && typeof parsed[1] === 'string') return parsed[1];
  } catch {
    // Falls through: whatever it was, it is no token of ours.
  }
  throw new ServiceError('bad-request', 'nextToken: is not a token that this list gave');
}

function mark(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url').slice(0, 12);
}
