import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type PageState, parseRef, paths } from '@/lib/client';
import { KINDS, type Kind } from '@/lib/model';

/** What the page keeps in its address: the filter, and what is open in the panel. */
export interface ResourcesPageState extends PageState {
  kind?: Kind;
  search?: string;
  problems?: boolean;
}

/** The page's state and how to change it. Opening something is an entry in the browser's history, filtering is none. */
export function useResourcesPage(mesh: string): [ResourcesPageState, (change: Partial<ResourcesPageState>) => void] {
  const params = useSearchParams();
  const state = useMemo(() => read(params), [params]);
  const go = useCallback(
    (change: Partial<ResourcesPageState>) => {
      const isFilter = 'kind' in change || 'search' in change || 'problems' in change;
      const url = paths.resources(mesh, { ...state, ...change });
      window.history[isFilter ? 'replaceState' : 'pushState'](null, '', url);
    },
    [mesh, state],
  );
  return [state, go];
}

function read(params: Pick<URLSearchParams, 'get'>): ResourcesPageState {
  const kindOf = (name: string) => KINDS.find((kind) => kind === params.get(name));
  return {
    kind: kindOf('kind'),
    search: params.get('search') ?? undefined,
    problems: params.get('problems') === '1' || undefined,
    select: parseRef(params.get('select'), KINDS),
    tab: params.get('tab') ?? undefined,
    create: kindOf('new'),
    parent: params.get('parent') ?? undefined,
    name: params.get('name') ?? undefined,
  };
}
