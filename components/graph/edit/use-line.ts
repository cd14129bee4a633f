'use client';

import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { CardIndex, Curve, Point, Verdict } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import type { LineStart } from '../canvas-context';

/** A line that is being drawn. Places on the graph in px at zoom 1, `pointer` in px of the frame. */
export interface Line {
  start: LineStart;
  from: Point;
  to: Point;
  pointer: Point;
  /** The card below the pointer, and whether the line may lead there. */
  over?: { id: string; ref: ResourceRef; verdict: Verdict };
}

export interface LineInput {
  frame: RefObject<HTMLElement | null>;
  index: CardIndex;
  curves: ReadonlyMap<string, Curve>;
  judge: (start: LineStart, to: ResourceRef) => Verdict;
  /** Let go on a card that the line may lead to. */
  onDrop: (start: LineStart, to: ResourceRef) => void;
  /** Let go where it was taken: a click. */
  onClick: (start: LineStart) => void;
}

/** A pointer that moved less is a click, in px. */
const CLICK = 5;
/** So near to the border, in px, the picture moves along. */
const BORDER = 36;
const STEP = 14;

/** Draws a line with the pointer: from a handle to a card, or an arrow's end to another card. Esc gives it up. */
export function useLine(input: LineInput) {
  const { frame } = input;
  const flow = useReactFlow();
  const [line, setLine] = useState<Line>();
  const newest = useRef(input);
  newest.current = input;
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const begin = useCallback(
    (start: LineStart, event: PointerEvent) => {
      event.preventDefault();
      event.stopPropagation();
      stop.current?.();
      const first = { x: event.clientX, y: event.clientY };
      const from = anchorOf(start, newest.current.curves) ?? flow.screenToFlowPosition(first);
      let last = first;
      let current: Line | undefined;
      const show = () => {
        const box = frame.current?.getBoundingClientRect();
        if (!box) return;
        const to = flow.screenToFlowPosition(last);
        const hit = newest.current.index.at(to);
        const ref = hit && refOfHit(hit, start);
        const over = hit && ref && { id: hit.card.id, ref, verdict: newest.current.judge(start, ref) };
        current = { start, from, to, pointer: { x: last.x - box.left, y: last.y - box.top }, ...(over && { over }) };
        setLine(current);
      };
      const timer = window.setInterval(() => follow(frame.current, flow, last) && show(), 30);
      const onMove = (moved: globalThis.PointerEvent) => {
        last = { x: moved.clientX, y: moved.clientY };
        if (current || Math.hypot(last.x - first.x, last.y - first.y) >= CLICK) show();
      };
      const onUp = () => {
        const done = current;
        end();
        if (!done) newest.current.onClick(start);
        else if (done.over?.verdict.ok) newest.current.onDrop(start, done.over.ref);
      };
      const onKey = (pressed: KeyboardEvent) => {
        if (pressed.key !== 'Escape') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        end();
      };
      const end = () => {
        window.clearInterval(timer);
        window.removeEventListener('pointermove', onMove);
        window.removeEventListener('pointerup', onUp);
        window.removeEventListener('pointercancel', end);
        window.removeEventListener('keydown', onKey, true);
        stop.current = undefined;
        setLine(undefined);
      };
      window.addEventListener('pointermove', onMove);
      window.addEventListener('pointerup', onUp);
      window.addEventListener('pointercancel', end);
      window.addEventListener('keydown', onKey, true);
      stop.current = end;
    },
    [flow, frame],
  );
  return { line, begin };
}

/** Where the line is held: the other end of an arrow that moves. */
function anchorOf(start: LineStart, curves: ReadonlyMap<string, Curve>): Point | undefined {
  if (start.type === 'new') return undefined;
  const curve = curves.get(start.edge.id);
  return start.end === 'to' ? curve?.[0] : curve?.[3];
}

/** An arrow's tail moves to a row where the card has rows there. */
function refOfHit(hit: NonNullable<ReturnType<CardIndex['at']>>, start: LineStart): ResourceRef {
  const row = start.type === 'move' && start.end === 'from' && hit.card.rows.find((one) => one.id === hit.row);
  return row ? row.ref : hit.card.ref;
}

/** Moves the picture while the pointer is at the border of the frame. */
function follow(frame: HTMLElement | null, flow: ReturnType<typeof useReactFlow>, { x, y }: Point): boolean {
  const box = frame?.getBoundingClientRect();
  if (!box) return false;
  const pull = (at: number, from: number, to: number) => (at < from + BORDER ? STEP : at > to - BORDER ? -STEP : 0);
  const dx = pull(x, box.left, box.right);
  const dy = pull(y, box.top, box.bottom);
  if (dx === 0 && dy === 0) return false;
  const view = flow.getViewport();
  void flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy });
  return true;
}
