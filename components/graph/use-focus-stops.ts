'use client';

import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { cardOf, type Direction, type Graph, type Positions, sizeOf, walk } from '@/lib/graph';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export interface FocusInput {
  frame: RefObject<HTMLElement | null>;
  graph: Graph;
  positions: Positions;
}

/** Arrow keys move the focus from card to card along the arrows; the card comes into view first. */
export function useFocusStops({ frame, graph, positions }: FocusInput): (event: KeyboardEvent<HTMLElement>) => void {
  const flow = useReactFlow();
  return useCallback(
    (event) => {
      const direction = DIRECTIONS[event.key];
      const stop = event.target instanceof HTMLElement ? event.target.closest('[data-stop]') : null;
      const from = stop?.getAttribute('data-stop');
      if (!direction || !from || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const to = walk(graph, positions, from, direction);
      if (to === undefined) return;
      const focus = () => frame.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(to)}"]`);
      const card = graph.cards.find((one) => one.id === cardOf(graph, to));
      const at = card && positions.get(card.id);
      if (!card || !at) return;
      if (!focus()) {
        const size = sizeOf(card);
        void flow.setCenter(at.x + size.width / 2, at.y + size.height / 2, { zoom: flow.getZoom() });
      }
      requestAnimationFrame(() => requestAnimationFrame(() => focus()?.focus({ preventScroll: false })));
    },
    [flow, frame, graph, positions],
  );
}
