'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type PageState, parseRef, paths } from '@/lib/client';
import { KINDS } from '@/lib/model';

/**
 * What the graph's page keeps in its address: selection, tab, an open form. Going somewhere is an entry in the
 * browser's history, so that "back" undoes it; the server is not asked. The address is read from the window, because
 * Next tells of a new one only after everything more urgent is drawn.
 */
export function usePageState(mesh: string): [PageState, (next: PageState) => void] {
  const params = useSearchParams();
  const [search, setSearch] = useState(() => params.toString());
  const read = useCallback(() => setSearch(window.location.search), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of Next's parameters says that the address changed
  useEffect(read, [params, read]);
  useEffect(() => {
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, [read]);
  const go = useCallback(
    (next: PageState) => {
      const url = paths.graph(mesh, next);
      if (url !== window.location.pathname + window.location.search) window.history.pushState(null, '', url);
      read();
    },
    [mesh, read],
  );
  return [useMemo(() => parse(search), [search]), go];
}

function parse(search: string): PageState {
  const params = new URLSearchParams(search);
  return {
    select: parseRef(params.get('select'), KINDS),
    tab: params.get('tab') ?? undefined,
    create: KINDS.find((kind) => kind === params.get('new')),
    parent: params.get('parent') ?? undefined,
    name: params.get('name') ?? undefined,
  };
}
