'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { draftQuery, draftsQuery, settingsQuery } from '@/lib/client';
import { refOf, type Typed } from '@/lib/graph';
import { refKey } from '@/lib/model';
import { useView } from '../layout';
import { openDrafts } from '../mesh-view';

/** Where a route's slider writes, and why there. */
export type WeightsPlace =
  | { to: 'live' }
  | { to: 'draft'; why: 'shown' | 'production' }
  | { to: 'draft'; why: 'has-route'; id: string; name: string }
  /** What is past can only be looked at. */
  | { to: 'past' }
  /** Not known yet whether live may be written: nothing is written meanwhile. */
  | { to: 'unknown' };

/**
 * A slider writes live unless a draft is shown, an open draft has the route already, or the mesh is marked as
 * production.
 */
export function useWeightsPlace(mesh: string, route: Typed<'route'>): WeightsPlace {
  const { draft: shown, at } = useView();
  const settings = useQuery(settingsQuery(mesh));
  const list = useQuery(draftsQuery(mesh));
  const open = openDrafts(list.data ?? []);
  const drafts = useQueries({ queries: open.map(({ id }) => draftQuery(mesh, id)) });
  if (at !== undefined) return { to: 'past' };
  if (shown !== undefined) return { to: 'draft', why: 'shown' };
  const key = refKey(refOf(route));
  const holding = drafts.find(({ data }) => data?.changes.some(({ ref }) => refKey(ref) === key))?.data;
  if (holding) return { to: 'draft', why: 'has-route', id: holding.id, name: holding.name };
  if (!settings.data || !list.data || drafts.some(({ isPending }) => isPending)) {
    // A list that cannot be had is no reason to lock the slider; settings that cannot be had are.
    return settings.data && list.isError ? { to: 'live' } : { to: 'unknown' };
  }
  return settings.data.production ? { to: 'draft', why: 'production' } : { to: 'live' };
}
