import type { HeaderMatcherSchema, RegexMatcherSchema, RouteMatchSchema, StringMatcherSchema } from '@/lib/envoy-api';
import { re2ProgramBound } from '@/lib/model';
import type { HeaderMatchIr, MatchIr, PathMatchIr, QueryMatchIr, TextMatchIr } from '../ir/route';
import { type Init, isHeaderSafe } from './wire';

/** Envoy's own limit where the bootstrap sets none; AWS's images set 1000, which is what we ask for. */
const DEFAULT_PROGRAM_LIMIT = 100;
const PROGRAM_LIMIT = 100_000;

/**
 * Envoy's form of a route's conditions; undefined when no request can ever meet them, as when a header's name holds
 * a line break (Envoy would refuse the whole route configuration for it).
 */
export function routeMatch(match: MatchIr): Init<typeof RouteMatchSchema> | undefined {
  const headers = match.headers.map(headerCondition);
  const query = match.query.map(queryCondition);
  if ([...headers, ...query].includes('never') || !isHeaderSafe(pathText(match.path))) return undefined;
  return {
    ...pathCondition(match.path),
    headers: headers.filter((header) => typeof header === 'object'),
    queryParameters: query.filter((parameter) => typeof parameter === 'object'),
  };
}

function pathText(path: PathMatchIr): string {
  return path.is === 'anyGrpc' ? '' : path.text;
}

function pathCondition(path: PathMatchIr): Init<typeof RouteMatchSchema> {
  switch (path.is) {
    case 'prefix':
      return { pathSpecifier: { case: 'prefix', value: path.text } };
    case 'exact':
      return { pathSpecifier: { case: 'path', value: path.text } };
    case 'regex':
      return { pathSpecifier: { case: 'safeRegex', value: regexMatcher(path.text) } };
    case 'anyGrpc':
      return { pathSpecifier: { case: 'prefix', value: '/' }, grpc: {} };
  }
}

/**
 * A regex. One that may be larger than Envoy's default limit brings its own limit: the field is deprecated and logs a
 * warning, but without it a plain Envoy refuses what App Mesh took.
 */
function regexMatcher(regex: string): Init<typeof RegexMatcherSchema> {
  if (re2ProgramBound(regex) <= DEFAULT_PROGRAM_LIMIT) return { regex };
  return { regex, engineType: { case: 'googleRe2', value: { maxProgramSize: PROGRAM_LIMIT } } };
}

function headerCondition({
  name,
  value,
  invert,
}: HeaderMatchIr): Init<typeof HeaderMatcherSchema> | 'never' | 'always' {
  if (!isHeaderSafe(name)) return value.is === 'present' && invert ? 'always' : 'never';
  if (value.is === 'present') {
    return { name, headerMatchSpecifier: { case: 'presentMatch', value: true }, invertMatch: invert };
  }
  if (value.is === 'range') {
    const range = { start: toInt64(value.start), end: toInt64(value.end) };
    return { name, headerMatchSpecifier: { case: 'rangeMatch', value: range }, invertMatch: invert };
  }
  return { name, headerMatchSpecifier: { case: 'stringMatch', value: textMatcher(value) }, invertMatch: invert };
}

function textMatcher(value: TextMatchIr): Init<typeof StringMatcherSchema> {
  if (value.is === 'regex') return { matchPattern: { case: 'safeRegex', value: regexMatcher(value.text) } };
  return { matchPattern: { case: value.is, value: value.text } };
}

function queryCondition({ name, exact }: QueryMatchIr) {
  const tooLong = new TextEncoder().encode(name).length > 1024;
  if (name === '' || tooLong) return 'never';
  return {
    name,
    queryParameterMatchSpecifier:
      exact === undefined
        ? { case: 'presentMatch' as const, value: true }
        : { case: 'stringMatch' as const, value: { matchPattern: { case: 'exact' as const, value: exact } } },
  };
}

function toInt64(value: number): bigint {
  return BigInt.asIntN(64, BigInt(Math.trunc(value)));
}
