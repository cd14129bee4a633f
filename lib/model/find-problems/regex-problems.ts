import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import { re2Problem } from '../re2';
import { problem } from './report';

interface Condition {
  match?: { regex?: string };
}

/** What the match shapes of routes and gateway routes have in common. */
interface AnyMatch {
  path?: { regex?: string };
  headers?: readonly Condition[];
  metadata?: readonly Condition[];
}

/** Regular expressions of a match that Envoy would refuse. `at` is where the match is in the spec. */
export function regexProblems(route: Resource, match: AnyMatch, at: string): Problem[] {
  return regexesOf(match)
    .filter(({ regex }) => re2Problem(regex) !== undefined)
    .map(({ regex, path }) => problem(route, 'regex-not-supported', `${at}.${path}`, { regex }));
}

function regexesOf(match: AnyMatch): { regex: string; path: string }[] {
  const conditions = (['headers', 'metadata'] as const).flatMap((list) =>
    (match[list] ?? []).map((condition, i) => ({ regex: condition.match?.regex, path: `${list}[${i}].match.regex` })),
  );
  return [{ regex: match.path?.regex, path: 'path.regex' }, ...conditions].filter(
    (found): found is { regex: string; path: string } => found.regex !== undefined,
  );
}
