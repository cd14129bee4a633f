'use client';

import { useEffect, useState } from 'react';

/** Widths of the panel, in px. */
export const PANEL_MIN = 320;
export const PANEL_MAX = 760;
const PANEL_DEFAULT = 384;
const KEY = 'meshkeep.panel-width';

/** The panel's width: as a person left it in this browser. */
export function usePanelWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(PANEL_DEFAULT);
  useEffect(() => {
    const saved = Number(readSaved());
    if (saved >= PANEL_MIN && saved <= PANEL_MAX) setWidth(saved);
  }, []);
  const change = (next: number) => {
    const bounded = Math.round(Math.min(PANEL_MAX, Math.max(PANEL_MIN, next)));
    setWidth(bounded);
    save(bounded);
  };
  return [width, change];
}

function readSaved(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function save(width: number): void {
  try {
    window.localStorage.setItem(KEY, String(width));
  } catch {
    return;
  }
}
