import { hasView, type View, viewOf } from '@/lib/client';
import { visit } from '../layout';

const address = () => window.location.pathname + window.location.search;

/** The view of the address in the window, for what is done when a person asks for it. */
export function currentView(): View {
  return viewOf(address());
}

/** The same address with another view. */
function withView({ draft }: View): string {
  const url = new URL(window.location.href);
  url.searchParams.delete('at');
  if (draft === undefined) url.searchParams.delete('draft');
  else url.searchParams.set('draft', draft);
  return url.pathname + url.search;
}

const key = (mesh: string) => `meshkeep.draft.${mesh}`;

const listeners = new Set<() => void>();

/** Tells when `lastDraft` may be another one; the answer ends it. */
export function onLastDraft(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The draft of a mesh that this tab has worked on last: the switch goes back to it. */
export function lastDraft(mesh: string): string | undefined {
  return window.sessionStorage.getItem(key(mesh)) ?? undefined;
}

/**
 * Remembers a draft as the one that is worked on, and shows the mesh as it would have it: an entry in the browser's
 * history. Pages that only show what is live stay as they are.
 */
export function enterDraft(mesh: string, id: string): void {
  window.sessionStorage.setItem(key(mesh), id);
  for (const listener of listeners) listener();
  if (hasView(window.location.pathname) && currentView().draft !== id) visit(withView({ draft: id }));
}

/** Shows the mesh live, if it is this draft that is shown. */
export function leaveDraft(mesh: string, id: string): void {
  if (lastDraft(mesh) === id) window.sessionStorage.removeItem(key(mesh));
  for (const listener of listeners) listener();
  if (hasView(window.location.pathname) && currentView().draft === id) visit(withView({}), 'replace');
}

/** Shows the mesh live; the draft stays where it is. */
export function showLive(): void {
  visit(withView({}));
}
