'use client';

import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { type CardIndex, cardOf, type Graph, type Highlight, type Positions, sizeOf } from '@/lib/graph';

/** The first look never zooms further out than this, so that names can be read: the rest is found by the overview map. */
const FIRST_MIN_ZOOM = 0.6;
export const MIN_ZOOM = 0.03;
export const MAX_ZOOM = 2;
const PADDING = 36;
/** Height that the toolbar takes from the top of the frame. */
const TOOLBAR = 48;

export interface ViewportInput {
  graph: Graph;
  positions: Positions;
  index: CardIndex;
  /** `refKey` of the selection, and what belongs to it. */
  selected: string | undefined;
  highlight: Highlight;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface ViewportControl {
  /** Shows the whole graph, however small. */
  fit: () => void;
  /** Brings a place into the middle, near enough to read. */
  centre: (point: { x: number; y: number }, near?: boolean) => void;
}

/** Fits the graph into the frame once, and brings the selection into view when it changes. */
export function useViewport(input: ViewportInput): ViewportControl {
  const { selected } = input;
  const flow = useReactFlow();
  const store = useStoreApi();
  const ready = useStore((state) => state.width > 0 && state.height > 0 && state.panZoom !== null);
  const fitted = useRef(false);
  const newest = useRef(input);
  newest.current = input;

  useEffect(() => {
    const { bounds } = newest.current.index;
    if (!ready || fitted.current || !bounds) return;
    fitted.current = true;
    void flow.setViewport(lookAt(roomOf(store.getState()), bounds, FIRST_MIN_ZOOM));
  }, [ready, flow, store]);

  useEffect(() => {
    if (!selected || !ready) return;
    const timer = requestAnimationFrame(() => {
      const room = roomOf(store.getState());
      const { x, y, zoom } = flow.getViewport();
      for (const box of boxesToShow(newest.current)) {
        if (!box || (box.right - box.left) * zoom > room.width || (box.bottom - box.top) * zoom > room.height) continue;
        const dx = shift(box.left * zoom + x, box.right * zoom + x, room.width, 24);
        const dy = shift(box.top * zoom + y, box.bottom * zoom + y, room.height, TOOLBAR + 16);
        if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: motion() });
        return;
      }
    });
    return () => cancelAnimationFrame(timer);
  }, [selected, ready, flow, store]);

  const fit = useCallback(() => {
    const { bounds } = newest.current.index;
    if (bounds) void flow.setViewport(lookAt(roomOf(store.getState()), bounds, MIN_ZOOM), { duration: motion() });
  }, [flow, store]);
  const centre = useCallback(
    ({ x, y }: { x: number; y: number }, near = false) => {
      const zoom = near ? Math.max(flow.getZoom(), 0.8) : flow.getZoom();
      const room = roomOf(store.getState());
      const view = { x: room.width / 2 - x * zoom, y: (room.height + TOOLBAR) / 2 - y * zoom, zoom };
      void flow.setViewport(view, near ? { duration: motion() } : undefined);
    },
    [flow, store],
  );
  return { fit, centre };
}

/** What of the frame is not covered by the panel, which lies above it in narrow windows. */
function roomOf({ domNode, width, height }: { domNode: HTMLElement | null; width: number; height: number }) {
  const box = domNode?.getBoundingClientRect();
  const panel = document.querySelector('[data-side-panel]')?.getBoundingClientRect();
  const covered = box && panel && panel.left > box.left + 160 ? Math.max(0, box.right - panel.left) : 0;
  return { width: width - covered, height };
}

function lookAt(room: { width: number; height: number }, bounds: Box, least: number) {
  const height = room.height - TOOLBAR;
  const size = { width: bounds.right - bounds.left, height: bounds.bottom - bounds.top };
  const fitting = Math.min(1, (room.width - 2 * PADDING) / size.width, (height - 2 * PADDING) / size.height);
  const zoom = Math.max(least, fitting);
  const place = (space: number, length: number, start: number) =>
    Math.max(PADDING, (space - length * zoom) / 2) - start * zoom;
  return {
    x: place(room.width, size.width, bounds.left),
    y: TOOLBAR + place(height, size.height, bounds.top),
    zoom,
  };
}

/** The selection with everything that it leads to and comes from; and by itself, where all of it does not fit. */
function boxesToShow({ graph, positions, selected, highlight }: ViewportInput): (Box | undefined)[] {
  const own = selected && cardOf(graph, selected);
  if (!own) return [];
  return [boxOf([own, ...highlight.cards], graph, positions), boxOf([own], graph, positions)];
}

function boxOf(ids: readonly string[], graph: Graph, positions: Positions): Box | undefined {
  const wanted = new Set(ids);
  const boxes = graph.cards.flatMap((card) => {
    const at = positions.get(card.id);
    if (!at || !wanted.has(card.id)) return [];
    const size = sizeOf(card);
    return [{ left: at.x, top: at.y, right: at.x + size.width, bottom: at.y + size.height }];
  });
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/** How far to move so that a stretch lies within the frame. */
function shift(from: number, to: number, room: number, before: number): number {
  if (from < before) return before - from;
  return to > room - 24 ? Math.max(before - from, room - 24 - to) : 0;
}

/** Length of a movement in ms; none where a person asked for less motion. */
export function motion(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
}
