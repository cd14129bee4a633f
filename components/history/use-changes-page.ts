'use client';

import { useCallback, useMemo } from 'react';
import { type ChangesPageState, paths } from '@/lib/client';
import { type RevisionFilter, revisionFilterSchema } from '@/lib/model';
import { useAddress, visit } from '../layout';

const FILTERS = ['who', 'door', 'kind', 'resource', 'text'] as const;

/** What the page keeps in its address: the filter, the open revision, what is compared. */
export function useChangesPage(mesh: string): [ChangesPageState, (change: Partial<ChangesPageState>) => void] {
  const address = useAddress();
  const state = useMemo(() => read(address), [address]);
  const go = useCallback(
    (change: Partial<ChangesPageState>) => visit(paths.changes(mesh, { ...state, ...change }), 'replace'),
    [mesh, state],
  );
  return [state, go];
}

function read(address: string): ChangesPageState {
  const params = new URL(address, 'http://console').searchParams;
  const number = (name: string) =>
    /^[1-9]\d{0,14}$/.test(params.get(name) ?? '') ? Number(params.get(name)) : undefined;
  return { ...filterIn(params), revision: number('revision'), from: number('from'), to: number('to') };
}

/** What an address says that is no filter is left out, one by one. */
function filterIn(params: URLSearchParams): RevisionFilter {
  const given = FILTERS.flatMap((name) => {
    const value = params.get(name);
    return value && revisionFilterSchema.safeParse({ [name]: value }).success ? [[name, value]] : [];
  });
  return revisionFilterSchema.parse(Object.fromEntries(given));
}

/** The filter alone, as the history is asked for it. */
export function filterOf({ who, door, kind, resource, text }: ChangesPageState): RevisionFilter {
  const all = { who, door, kind, resource, text };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
