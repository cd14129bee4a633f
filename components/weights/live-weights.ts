import { findResource, refOf, type Typed } from '@/lib/graph';
import { type ApiSnapshot, type WeightedTarget, weightedTargetsOf } from '@/lib/model';

/** A route's weights as they are live, by target; empty where live has no such route. */
export function liveWeights(live: ApiSnapshot, route: Typed<'route'>): ReadonlyMap<string, number> {
  const stored = findResource(live, { ...refOf(route), kind: 'route' });
  return new Map((stored ? weightedTargetsOf(stored.spec) : []).map((target) => [targetId(target), target.weight]));
}

/** What tells the targets of a route apart. */
export function targetId({ virtualNode, port }: Pick<WeightedTarget, 'virtualNode' | 'port'>): string {
  return `${virtualNode}:${port ?? ''}`;
}
