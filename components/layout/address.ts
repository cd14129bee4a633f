'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type View, viewOf } from '@/lib/client';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}

const current = () => window.location.pathname + window.location.search;

/** Path and query as they stand in the window. Next tells of a new address only after everything more urgent is drawn. */
export function useAddress(): string {
  const path = usePathname();
  const search = useSearchParams().toString();
  // Next changes the window's address while it draws the new page, which is after this was read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: path and search tell that the address has changed
  useEffect(tell, [path, search]);
  return useSyncExternalStore(subscribe, current, () => (search ? `${path}?${search}` : path));
}

/** Goes to another address of the same page without asking the server; `push` is an entry in the browser's history. */
export function visit(url: string, how: 'push' | 'replace' = 'push'): void {
  if (url === current()) return;
  window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url);
  tell();
}

/** How the page looks at its mesh, as the address says it: to be kept in links to other pages of the mesh. */
export function useView(): View {
  const address = useAddress();
  return useMemo(() => viewOf(address), [address]);
}
