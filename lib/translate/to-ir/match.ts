import {
  type GrpcRouteMatch,
  type GrpcRouteMetadata,
  type HttpPathMatch,
  type HttpRouteHeader,
  type HttpRouteMatch,
  re2Problem,
} from '@/lib/model';
import type { HeaderMatchIr, MatchIr, PathMatchIr, QueryMatchIr } from '../ir/route';

/**
 * A route's conditions. `unsupported` tells why Envoy would refuse one of them; then `match` is wider than what was
 * asked for: it holds every request that the route might have matched. Such a route answers 503: leaving it out would
 * hand its requests to the routes below it.
 */
export interface CheckedMatch {
  match: MatchIr;
  unsupported: string | undefined;
}

interface Checked<T> {
  value: T;
  unsupported?: string;
}

/** Conditions of an http or http2 route. Where both a path and a prefix are given, the path counts. */
export function httpMatch(match: HttpRouteMatch): CheckedMatch {
  const path = match.path ? pathMatch(match.path) : { value: { is: 'prefix', text: match.prefix ?? '/' } as const };
  const pseudo = [
    ...(match.method ? [exactly(':method', match.method)] : []),
    ...(match.scheme ? [exactly(':scheme', match.scheme)] : []),
  ];
  const headers = (match.headers ?? []).map(headerMatch);
  const query = (match.queryParameters ?? []).map(
    (parameter): QueryMatchIr => ({ name: parameter.name, exact: parameter.match?.exact }),
  );
  return combine(path, pseudo, headers, query);
}

/** Conditions of a gRPC route: service and method are the path, metadata are headers. */
export function grpcMatch(match: GrpcRouteMatch): CheckedMatch {
  return combine({ value: grpcPath(match) }, [], (match.metadata ?? []).map(headerMatch), []);
}

function combine(
  path: Checked<PathMatchIr>,
  pseudo: HeaderMatchIr[],
  headers: Checked<HeaderMatchIr>[],
  query: QueryMatchIr[],
): CheckedMatch {
  return {
    match: { path: path.value, headers: [...pseudo, ...headers.map((header) => header.value)], query },
    unsupported: path.unsupported ?? headers.find((header) => header.unsupported)?.unsupported,
  };
}

function pathMatch(path: HttpPathMatch): Checked<PathMatchIr> {
  if (path.exact !== undefined) return { value: { is: 'exact', text: path.exact } };
  if (path.regex === undefined) return { value: { is: 'prefix', text: '/' } };
  const problem = re2Problem(path.regex);
  if (problem === undefined) return { value: { is: 'regex', text: path.regex } };
  return { value: { is: 'prefix', text: literalPrefix(path.regex) }, unsupported: regexReason(path.regex, problem) };
}

function grpcPath({ serviceName, methodName }: GrpcRouteMatch): PathMatchIr {
  if (serviceName === undefined) return { is: 'anyGrpc' };
  if (methodName === undefined) return { is: 'prefix', text: `/${serviceName}/` };
  return { is: 'exact', text: `/${serviceName}/${methodName}` };
}

function exactly(name: string, text: string): HeaderMatchIr {
  return { name, value: { is: 'exact', text }, invert: false };
}

function headerMatch(header: HttpRouteHeader | GrpcRouteMetadata): Checked<HeaderMatchIr> {
  const { name, invert = false, match = {} } = header;
  const present: HeaderMatchIr = { name, value: { is: 'present' }, invert };
  if (match.exact !== undefined) return { value: { ...present, value: { is: 'exact', text: match.exact } } };
  if (match.prefix !== undefined) return { value: { ...present, value: { is: 'prefix', text: match.prefix } } };
  if (match.suffix !== undefined) return { value: { ...present, value: { is: 'suffix', text: match.suffix } } };
  if (match.range !== undefined) return { value: { ...present, value: { is: 'range', ...match.range } } };
  if (match.regex === undefined) return { value: present };
  const problem = re2Problem(match.regex);
  if (problem === undefined) return { value: { ...present, value: { is: 'regex', text: match.regex } } };
  // A value rule never matches an absent header, inverted or not: "present" holds all that it might have matched.
  return { value: { ...present, invert: false }, unsupported: regexReason(match.regex, problem) };
}

function regexReason(regex: string, problem: string): string {
  return `the regex ${regex} is not one that Envoy takes: ${problem}`;
}

/**
 * What every text that the regex could match begins with; at least `/`, as every path does. The regex may be broken:
 * in doubt the prefix is shorter, never longer.
 */
function literalPrefix(regex: string): string {
  if (hasOuterAlternative(regex)) return '/';
  const literal = /^\^?([\w/\-~%:@!,;=&' ]*)/.exec(regex)?.[1] ?? '';
  const next = regex.slice(regex.startsWith('^') ? literal.length + 1 : literal.length)[0];
  const sure = next !== undefined && '?*{+'.includes(next) ? literal.slice(0, -1) : literal;
  return sure.startsWith('/') ? sure : '/';
}

/** Whether a `|` may stand outside all groups; with classes or quoted text about, nobody counts parentheses. */
function hasOuterAlternative(regex: string): boolean {
  if (!regex.includes('|')) return false;
  if (regex.includes('[') || regex.includes('\\Q')) return true;
  let depth = 0;
  for (const [unit] of regex.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (unit === '(') depth++;
    if (unit === ')') depth--;
    if (unit === '|' && depth <= 0) return true;
  }
  return false;
}
