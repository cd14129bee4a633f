/**
 * Shows and focuses the field for a path of the spec; where it is not drawn by itself, that of the nearest part around
 * it. False when nothing of the path is drawn.
 */
export function focusPath(form: HTMLElement, path: string): boolean {
  for (const at of pathsUp(path)) {
    const found = form.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    return true;
  }
  return false;
}

/**
 * A path and those around it, the nearest first.
 *
 * @example pathsUp('a.b[1].c') // ['a.b[1].c', 'a.b[1]', 'a.b', 'a']
 */
export function pathsUp(path: string): string[] {
  const end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  if (path === '') return [];
  return end <= 0 ? [path] : [path, ...pathsUp(path.slice(0, end))];
}
