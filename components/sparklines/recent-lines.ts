import { type ResourceRef, refKey, type TrafficHistory, type TrafficPoints } from '@/lib/model';

/** One sparkline. */
export interface RecentLine {
  id: string;
  name: string;
  /** Empty where nothing reported. */
  points: TrafficPoints;
}

/** What the configuration names, in its order, and then what was seen besides: a former target, another caller. */
export function recentLines(
  { targets, edges }: TrafficHistory,
  subject: ResourceRef,
  expected: readonly { name: string; port?: number }[],
): RecentLine[] {
  const self = refKey(subject);
  const seen = [
    ...targets.map(({ virtualNode, port, points }) => ({ name: virtualNode, port, points })),
    ...edges.map(({ caller, virtualService, points }) => ({
      name: refKey({ kind: caller.kind, name: caller.name }) === self ? virtualService : caller.name,
      port: undefined,
      points,
    })),
  ];
  const isOf = (wanted: { name: string; port?: number }) => (one: (typeof seen)[number]) =>
    one.name === wanted.name && (wanted.port === undefined || one.port === wanted.port);
  const named = expected.map((wanted) => ({ wanted, found: seen.find(isOf(wanted)) }));
  const taken = new Set(named.map(({ found }) => found));
  const besides = seen.filter((one) => !taken.has(one));
  const isTwice = (name: string) => [...expected, ...besides].filter((one) => one.name === name).length > 1;
  const nameOf = (name: string, port: number | undefined) =>
    port !== undefined && isTwice(name) ? `${name}:${port}` : name;
  return [
    ...named.map(({ wanted, found }) => ({ name: nameOf(wanted.name, wanted.port), points: found?.points ?? [] })),
    ...besides.map(({ name, port, points }) => ({ name: nameOf(name, port), points })),
  ].map((line, index) => ({ id: `${index} ${line.name}`, ...line }));
}
