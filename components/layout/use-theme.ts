'use client';

import { useSyncExternalStore } from 'react';
import { isTheme, rememberChoice, THEME_COOKIE, type Theme } from './theme';

const listeners = new Set<() => void>();

/** Shows the console in a theme and remembers it; `system` follows the machine. */
export function chooseTheme(theme: Theme): void {
  rememberChoice(THEME_COOKIE, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** The theme that was chosen last, wherever that was done. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => 'system');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return isTheme(chosen) ? chosen : 'system';
}
