import { useCallback, useMemo } from 'react';
import { type PageState, parseRef, paths, viewOf } from '@/lib/client';
import { KINDS, type Kind } from '@/lib/model';
import { useAddress, visit } from '../layout';

/** What the page keeps in its address: the filter, and what is open in the panel. */
export interface ResourcesPageState extends PageState {
  kind?: Kind;
  search?: string;
  problems?: boolean;
}

/** The page's state and how to change it. Opening something is an entry in the browser's history, filtering is none. */
export function useResourcesPage(mesh: string): [ResourcesPageState, (change: Partial<ResourcesPageState>) => void] {
  const address = useAddress();
  const state = useMemo(() => read(address), [address]);
  const go = useCallback(
    (change: Partial<ResourcesPageState>) => {
      const isFilter = 'kind' in change || 'search' in change || 'problems' in change;
      const url = paths.resources(mesh, { ...state, ...change });
      visit(url, isFilter ? 'replace' : 'push');
    },
    [mesh, state],
  );
  return [state, go];
}

function read(address: string): ResourcesPageState {
  const params = new URL(address, 'http://console').searchParams;
  const kindOf = (name: string) => KINDS.find((kind) => kind === params.get(name));
  return {
    ...viewOf(address),
    kind: kindOf('kind'),
    search: params.get('search') ?? undefined,
    problems: params.get('problems') === '1' || undefined,
    select: parseRef(params.get('select'), KINDS),
    tab: params.get('tab') ?? undefined,
    field: params.get('field') ?? undefined,
    create: kindOf('new'),
    parent: params.get('parent') ?? undefined,
    name: params.get('name') ?? undefined,
  };
}
