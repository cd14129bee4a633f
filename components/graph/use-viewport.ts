'use client';

import { getNodesBounds, useNodesInitialized, useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import { type Graph, type Positions, sizeOf } from '@/lib/graph';

/** The first look never zooms further out than this: what does not fit is found by the overview map. */
const FIRST_MIN_ZOOM = 0.75;
const PADDING = 36;

export interface ViewportInput {
  frame: RefObject<HTMLElement | null>;
  graph: Graph;
  positions: Positions;
  /** Card that should be in view, when there is a selection. */
  reveal: string | undefined;
}

/** Fits the graph into the frame once, and brings the selection into view when it changes. */
export function useViewport({ frame, graph, positions, reveal }: ViewportInput): void {
  const flow = useReactFlow();
  const ready = useNodesInitialized();
  const fitted = useRef(false);
  const newest = useRef({ graph, positions });
  newest.current = { graph, positions };

  useEffect(() => {
    if (!ready || fitted.current || !frame.current) return;
    fitted.current = true;
    const { width, height } = frame.current.getBoundingClientRect();
    const bounds = getNodesBounds(flow.getNodes());
    const zoom = Math.min(1, (width - 2 * PADDING) / bounds.width, (height - 2 * PADDING - 48) / bounds.height);
    const bounded = Math.max(FIRST_MIN_ZOOM, zoom);
    const centre = (room: number, size: number, start: number, offset: number) =>
      size * bounded + 2 * PADDING > room
        ? offset + PADDING - start * bounded
        : offset + (room - size * bounded) / 2 - start * bounded;
    void flow.setViewport({
      x: centre(width, bounds.width, bounds.x, 0),
      y: centre(height - 48, bounds.height, bounds.y, 48),
      zoom: bounded,
    });
  }, [ready, flow, frame]);

  useEffect(() => {
    if (!reveal || !ready) return;
    const timer = requestAnimationFrame(() => {
      const { graph: current, positions: places } = newest.current;
      const card = current.cards.find((one) => one.id === reveal);
      const at = places.get(reveal);
      const box = frame.current?.getBoundingClientRect();
      if (!card || !at || !box) return;
      const { x, y, zoom } = flow.getViewport();
      const size = sizeOf(card);
      const left = at.x * zoom + x;
      const top = at.y * zoom + y;
      const dx = shift(left, left + size.width * zoom, box.width);
      const dy = shift(top, top + size.height * zoom, box.height, 64);
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: motion() });
    });
    return () => cancelAnimationFrame(timer);
  }, [reveal, ready, flow, frame]);
}

/** How far to move so that a stretch lies within the frame. */
function shift(from: number, to: number, room: number, before = 24): number {
  if (from < before) return before - from;
  return to > room - 24 ? Math.max(before - from, room - 24 - to) : 0;
}

/** Length of a movement in ms; none where a person asked for less motion. */
export function motion(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
}
