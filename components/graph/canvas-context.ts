'use client';

import { createContext, type PointerEvent, useContext } from 'react';
import type { Edge, Highlight } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';

/** A line that a person begins to draw: a new one, or one end of an arrow that moves. */
export type LineStart = { type: 'new'; from: ResourceRef } | { type: 'move'; edge: Edge; end: 'from' | 'to' };

/** What cards and arrows share: what is selected, what belongs to it, and how to select. */
export interface CanvasState {
  /** `refKey` of the selection. */
  selected: string | undefined;
  /** Ids of cards that are chosen together with others. */
  picked: ReadonlySet<string>;
  /** Id of the arrow that is chosen: its ends can be moved. */
  arrow: string | undefined;
  highlight: Highlight;
  showTraffic: boolean;
  showProblems: boolean;
  select: (ref: ResourceRef) => void;
  /** Chooses a card in addition to others, or no longer. */
  pick: (id: string) => void;
  pickArrow: (edge: Edge) => void;
}

export const CanvasContext = createContext<CanvasState | undefined>(undefined);

export function useCanvas(): CanvasState {
  const state = useContext(CanvasContext);
  if (!state) throw new Error('a card or arrow outside of the canvas');
  return state;
}

/** Begins to draw a line; undefined where nobody may. */
export const DrawContext = createContext<((start: LineStart, event: PointerEvent) => void) | undefined>(undefined);

export const useDraw = () => useContext(DrawContext);
