'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type PageState, parseRef, paths } from '@/lib/client';
import { KINDS } from '@/lib/model';

/**
 * What the graph's page keeps in its address: selection, tab, an open form. Going somewhere is an entry in the
 * browser's history, so that "back" undoes it; the server is not asked.
 */
export function usePageState(mesh: string): [PageState, (next: PageState) => void] {
  const params = useSearchParams();
  const state = useMemo((): PageState => {
    const create = KINDS.find((kind) => kind === params.get('new'));
    return {
      select: parseRef(params.get('select'), KINDS),
      tab: params.get('tab') ?? undefined,
      create,
      parent: params.get('parent') ?? undefined,
      name: params.get('name') ?? undefined,
    };
  }, [params]);
  const go = useCallback(
    (next: PageState) => {
      const url = paths.graph(mesh, next);
      if (url !== window.location.pathname + window.location.search) window.history.pushState(null, '', url);
    },
    [mesh],
  );
  return [state, go];
}
