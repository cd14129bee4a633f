import { sharesOf, shortNames, splitOf, type Typed } from '@/lib/graph';
import type { ApiSnapshot, Traffic } from '@/lib/model';
import { targetId } from './live-weights';
import type { TargetLine } from './targets-table';

/**
 * A route's targets with these weights, and what is known of each: endpoints, and the last minute's figures. `live` has
 * the live weights by target, where a draft is shown.
 */
export function targetLines(
  snapshot: ApiSnapshot,
  traffic: Traffic | undefined,
  route: Typed<'route'>,
  weights: readonly number[],
  live?: ReadonlyMap<string, number>,
): TargetLine[] {
  const { targets } = splitOf(snapshot, traffic, route.parent ?? '', route.name);
  const names = targets.map(({ virtualNode, port }) => (port === undefined ? virtualNode : `${virtualNode}:${port}`));
  const shorts = shortNames(names);
  const shares = sharesOf(weights);
  const total = live && [...live.values()].reduce((sum, weight) => sum + weight, 0);
  return targets.map((target, index) => ({
    id: targetId(target),
    name: names[index] ?? target.virtualNode,
    short: shorts[index] ?? target.virtualNode,
    weight: weights[index] ?? target.weight,
    percent: shares?.[index],
    ...(live && { was: wasOf(live.get(targetId(target)), total) }),
    observed: target.observed,
    endpoints: snapshot.endpoints.find((known) => known.virtualNode === target.virtualNode),
  }));
}

/** A target's live weight and share. */
function wasOf(weight: number | undefined, total: number | undefined): TargetLine['was'] {
  if (weight === undefined) return { weight: undefined, percent: undefined };
  return { weight, percent: total ? (weight / total) * 100 : undefined };
}
