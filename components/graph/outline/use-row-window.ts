'use client';

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Height of a line in px. */
export const ROW = 34;
/** Lines above and below the view that are there already. */
const SPARE = 8;

export interface RowWindow {
  frame: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** Indexes of the lines that are drawn: those in view, and the one that has the focus. */
  shown: (active: number) => number[];
  /** How many lines fit into the view. */
  page: number;
  /** Brings a line into view. */
  reveal: (index: number) => void;
}

/** Which of many lines of equal height are in view. */
export function useRowWindow(lines: readonly unknown[]): RowWindow {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ first: 0, count: 40 });
  const onScroll = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / ROW) - SPARE);
    const count = Math.ceil(element.clientHeight / ROW) + 2 * SPARE;
    setView((before) => (before.first === first && before.count === count ? before : { first, count }));
  }, []);
  useLayoutEffect(() => {
    onScroll();
    const observer = new ResizeObserver(onScroll);
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [onScroll]);
  const reveal = useCallback((index: number) => {
    const element = frame.current;
    if (!element) return;
    const top = index * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW - element.clientHeight;
  }, []);
  const shown = (active: number) => {
    const last = Math.min(lines.length, view.first + view.count);
    const inView = Array.from({ length: Math.max(0, last - view.first) }, (_, index) => view.first + index);
    if (active < view.first) return [active, ...inView];
    return active >= last && active < lines.length ? [...inView, active] : inView;
  };
  return { frame, onScroll, shown, page: Math.max(1, view.count - 2 * SPARE - 1), reveal };
}
