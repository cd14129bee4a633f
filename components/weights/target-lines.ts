import { sharesOf, shortNames, splitOf, type Typed } from '@/lib/graph';
import type { ApiSnapshot, Traffic } from '@/lib/model';
import type { TargetLine } from './targets-table';

/** A route's targets with these weights, and what is known of each: endpoints, and the last minute's figures. */
export function targetLines(
  snapshot: ApiSnapshot,
  traffic: Traffic | undefined,
  route: Typed<'route'>,
  weights: readonly number[],
): TargetLine[] {
  const { targets } = splitOf(snapshot, traffic, route.parent ?? '', route.name);
  const names = targets.map(({ virtualNode, port }) => (port === undefined ? virtualNode : `${virtualNode}:${port}`));
  const shorts = shortNames(names);
  const shares = sharesOf(weights);
  return targets.map((target, index) => ({
    id: `${target.virtualNode}:${target.port ?? ''}`,
    name: names[index] ?? target.virtualNode,
    short: shorts[index] ?? target.virtualNode,
    weight: weights[index] ?? target.weight,
    percent: shares?.[index],
    observed: target.observed,
    endpoints: snapshot.endpoints.find((known) => known.virtualNode === target.virtualNode),
  }));
}
