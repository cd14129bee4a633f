'use client';

import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { cardOf, type Direction, type Graph, type Positions, sizeOf, walk } from '@/lib/graph';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Frames until a card that comes into view is there, at most. */
const PATIENCE = 30;

export interface FocusInput {
  frame: RefObject<HTMLElement | null>;
  graph: Graph;
  positions: Positions;
  /** Brings a place into view, near enough to be an element of the page. */
  centre: (point: { x: number; y: number }, near: boolean) => void;
}

export interface FocusStops {
  /** Arrow keys move the focus from card to card along the arrows; the card comes into view first. */
  onWalk: (event: KeyboardEvent<HTMLElement>) => void;
  /** Brings a card or row into view and gives it the focus. */
  focus: (id: string) => void;
}

export function useFocusStops({ frame, graph, positions, centre }: FocusInput): FocusStops {
  const focus = useCallback(
    (id: string) => {
      const stopOf = () => frame.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`);
      const card = graph.cards.find((one) => one.id === cardOf(graph, id));
      const at = card && positions.get(card.id);
      if (!card || !at) return;
      const size = sizeOf(card);
      if (!stopOf()) centre({ x: at.x + size.width / 2, y: at.y + size.height / 2 }, true);
      whenThere(stopOf, (stop) => stop.focus({ preventScroll: true }));
    },
    [frame, graph, positions, centre],
  );
  const onWalk = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const direction = DIRECTIONS[event.key];
      const stop = event.target instanceof HTMLElement ? event.target.closest('[data-stop]') : null;
      const from = stop?.getAttribute('data-stop');
      if (!direction || !from || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const to = walk(graph, positions, from, direction);
      if (to !== undefined) focus(to);
    },
    [graph, positions, focus],
  );
  return { onWalk, focus };
}

function whenThere(
  find: () => HTMLElement | null | undefined,
  then: (element: HTMLElement) => void,
  left = PATIENCE,
): void {
  requestAnimationFrame(() => {
    const element = find();
    if (element) then(element);
    else if (left > 0) whenThere(find, then, left - 1);
  });
}
