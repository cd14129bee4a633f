'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { revisionsQuery } from '@/lib/client';
import { refOf, sameTargets, specInHistory, type Typed } from '@/lib/graph';
import { type Revision, refKey, type WeightedTarget, weightedTargetsOf } from '@/lib/model';
import type { Move } from './use-weight-writer';

/**
 * The newest change of a route's weights, by whomever: from the history, or the one just written here while the history
 * does not have it yet. Undefined when the route's newest change was of another sort.
 */
export function useLastMove(mesh: string, route: Typed<'route'>, own: Move | undefined): Move | undefined {
  const { data } = useInfiniteQuery(revisionsQuery(mesh, { resource: refKey(refOf(route)) }));
  const key = refKey(refOf(route));
  const newest = data?.pages
    .flatMap((page) => page.revisions)
    .find((revision) => revision.changes.some((change) => refKey(refOf(change.ref)) === key));
  if (own && (!newest || newest.revision < own.revision)) return own;
  const before = newest && weightsBefore(newest, key);
  if (!newest || !before || !sameTargets(before, weightedTargetsOf(route.spec))) return undefined;
  return { revision: newest.revision, version: route.version, before, at: newest.at, who: newest.writer.who };
}

function weightsBefore(revision: Revision, key: string): readonly WeightedTarget[] | undefined {
  const spec = specInHistory(revision.changes.find((one) => refKey(refOf(one.ref)) === key)?.before);
  return spec && weightedTargetsOf(spec);
}
