'use client';

import { useCallback, useMemo } from 'react';
import {
  type GraphOptions,
  graphOptionsOf,
  type PageState,
  parseRef,
  paths,
  type View,
  viewOf,
  withGraphOptions,
} from '@/lib/client';
import { KINDS } from '@/lib/model';
import { useAddress, visit } from '../layout';

/**
 * What the graph's page keeps in its address: selection, tab, an open form. Going somewhere is an entry in the
 * browser's history, so that "back" undoes it; the server is not asked. The view (live or a draft) stays as it is.
 */
export function usePageState(mesh: string): [PageState, (next: Omit<PageState, keyof View>) => void] {
  const address = useAddress();
  const go = useCallback(
    (next: Omit<PageState, keyof View>) =>
      visit(withGraphOptions(paths.graph(mesh, { ...next, ...viewOf(current()) }), graphOptionsOf(current()))),
    [mesh],
  );
  return [useMemo(() => parse(address), [address]), go];
}

const current = () => window.location.pathname + window.location.search;

/** How the graph is shown. A change replaces the entry in the browser's history: "back" goes to what was looked at before. */
export function useGraphOptions(): [GraphOptions, (change: Partial<GraphOptions>) => void] {
  const address = useAddress();
  const options = useMemo(() => graphOptionsOf(address), [address]);
  const change = useCallback((part: Partial<GraphOptions>) => {
    visit(withGraphOptions(current(), { ...graphOptionsOf(current()), ...part }), 'replace');
  }, []);
  return [options, change];
}

function parse(address: string): PageState {
  const params = new URL(address, 'http://console').searchParams;
  return {
    ...viewOf(address),
    select: parseRef(params.get('select'), KINDS),
    tab: params.get('tab') ?? undefined,
    field: params.get('field') ?? undefined,
    create: KINDS.find((kind) => kind === params.get('new')),
    parent: params.get('parent') ?? undefined,
    name: params.get('name') ?? undefined,
  };
}
