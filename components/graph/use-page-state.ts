'use client';

import { useCallback, useMemo } from 'react';
import { type PageState, parseRef, paths, type View, viewOf } from '@/lib/client';
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
      visit(paths.graph(mesh, { ...next, ...viewOf(window.location.pathname + window.location.search) })),
    [mesh],
  );
  return [useMemo(() => parse(address), [address]), go];
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
