'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { boundariesOf, boundaryRange } from '@/lib/graph';
import { cn } from '../ui';

export interface BoundaryHandleProps {
  points: readonly number[];
  boundary: number;
  /** Points from the left. */
  position: number;
  inset: number;
  disabled: boolean;
  label: string;
  valueText: string;
  pointAtX: (clientX: number) => number;
  onPreview: (to: number) => void;
  onCommit: (to: number) => void;
  onCancel: () => void;
}

/** Where a key moves a boundary; undefined for keys that do not. */
function keyTarget(event: KeyboardEvent, position: number, range: { min: number; max: number }): number | undefined {
  const step = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return position - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return position + step;
    case 'PageDown':
      return position - 10;
    case 'PageUp':
      return position + 10;
    case 'Home':
      return range.min;
    case 'End':
      return range.max;
    default:
      return undefined;
  }
}

/** Handles that lie upon each other are spread a little; the one that can still move lies on top. */
function spread(points: readonly number[], boundary: number): { shift: number; top: boolean } {
  const all = boundariesOf(points);
  const same = all.flatMap((position, index) => (position === all[boundary] ? [index] : []));
  const range = boundaryRange(points, boundary);
  return { shift: (same.indexOf(boundary) - (same.length - 1) / 2) * 8, top: range.max > range.min };
}

/**
 * One draggable boundary. Nothing is written while it moves: letting go (pointer or key) commits, Esc goes back to
 * where it was.
 */
export function BoundaryHandle(props: BoundaryHandleProps) {
  const { points, boundary, position, inset, disabled, label, valueText, pointAtX } = props;
  const dragging = useRef(false);
  const moved = useRef<number>(undefined);
  const range = boundaryRange(points, boundary);
  const { shift, top } = spread(points, boundary);

  const preview = (to: number) => {
    moved.current = Math.min(range.max, Math.max(range.min, Math.round(to)));
    props.onPreview(moved.current);
  };
  const release = () => {
    dragging.current = false;
    if (moved.current !== undefined) props.onCommit(moved.current);
    moved.current = undefined;
  };
  const cancel = () => {
    if (!dragging.current && moved.current === undefined) return false;
    dragging.current = false;
    moved.current = undefined;
    props.onCancel();
    return true;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    dragging.current = true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && cancel()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const to = disabled ? undefined : keyTarget(event, moved.current ?? position, range);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    preview(to);
  };
  return (
    <div
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={position}
      aria-valuetext={valueText}
      aria-disabled={disabled || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => dragging.current && preview(pointAtX(event.clientX))}
      onPointerUp={() => dragging.current && release()}
      onPointerCancel={cancel}
      onLostPointerCapture={() => dragging.current && cancel()}
      onKeyDown={onKeyDown}
      onKeyUp={() => !dragging.current && release()}
      onBlur={() => !dragging.current && release()}
      style={{ left: `calc(${inset}px + (100% - ${2 * inset}px) * ${position / 100} + ${shift}px)` }}
      className={cn(
        'group absolute inset-y-0 flex w-6 -translate-x-1/2 touch-none items-center justify-center rounded',
        disabled ? 'cursor-not-allowed' : 'cursor-ew-resize',
        top ? 'z-10' : 'z-0',
      )}
    >
      <span className="h-7 w-1.5 rounded-sm bg-ink shadow-card outline-2 outline-card transition-transform group-hover:scale-x-150 group-focus-visible:scale-x-150" />
    </div>
  );
}
