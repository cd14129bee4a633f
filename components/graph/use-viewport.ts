'use client';

import { useNodesInitialized, useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import { cardOf, type Graph, type Highlight, type Positions, sizeOf } from '@/lib/graph';

/** The first look never zooms further out than this: what does not fit is found by the overview map. */
const FIRST_MIN_ZOOM = 0.7;
const PADDING = 36;
/** Height that the toolbar takes from the top of the frame. */
const TOOLBAR = 48;

export interface ViewportInput {
  frame: RefObject<HTMLElement | null>;
  graph: Graph;
  positions: Positions;
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

/** Fits the graph into the frame once, and brings the selection into view when it changes. */
export function useViewport(input: ViewportInput): void {
  const { frame, selected } = input;
  const flow = useReactFlow();
  const ready = useNodesInitialized();
  const fitted = useRef(false);
  const newest = useRef(input);
  newest.current = input;

  useEffect(() => {
    if (!ready || fitted.current || !frame.current) return;
    fitted.current = true;
    void flow.setViewport(firstLook(visibleRoom(frame.current), flow.getNodesBounds(flow.getNodes())));
  }, [ready, flow, frame]);

  useEffect(() => {
    if (!selected || !ready) return;
    const timer = requestAnimationFrame(() => {
      if (!frame.current) return;
      const room = visibleRoom(frame.current);
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
  }, [selected, ready, flow, frame]);
}

/** What of the frame is not covered by the panel, which lies above it in narrow windows. */
function visibleRoom(frame: HTMLElement): { width: number; height: number } {
  const box = frame.getBoundingClientRect();
  const panel = document.querySelector('[data-side-panel]')?.getBoundingClientRect();
  const right = panel && panel.left > box.left + 160 ? Math.min(box.right, panel.left) : box.right;
  return { width: right - box.left, height: box.height };
}

function firstLook(
  room: { width: number; height: number },
  bounds: { x: number; y: number; width: number; height: number },
): { x: number; y: number; zoom: number } {
  const height = room.height - TOOLBAR;
  const fitting = Math.min(1, (room.width - 2 * PADDING) / bounds.width, (height - 2 * PADDING) / bounds.height);
  const zoom = Math.max(FIRST_MIN_ZOOM, fitting);
  const place = (space: number, size: number, start: number) =>
    Math.max(PADDING, (space - size * zoom) / 2) - start * zoom;
  return { x: place(room.width, bounds.width, bounds.x), y: TOOLBAR + place(height, bounds.height, bounds.y), zoom };
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
