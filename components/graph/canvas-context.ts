'use client';

import { createContext, useContext } from 'react';
import type { Highlight } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';

/** What cards and arrows share: what is selected, what belongs to it, and how to select. */
export interface CanvasState {
  /** `refKey` of the selection. */
  selected: string | undefined;
  highlight: Highlight;
  showTraffic: boolean;
  select: (ref: ResourceRef) => void;
}

export const CanvasContext = createContext<CanvasState | undefined>(undefined);

export function useCanvas(): CanvasState {
  const state = useContext(CanvasContext);
  if (!state) throw new Error('a card or arrow outside of the canvas');
  return state;
}
