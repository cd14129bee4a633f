'use client';

import { EdgeLabelRenderer, type EdgeProps, useStore } from '@xyflow/react';
import { memo } from 'react';
import { pathOf, pointAt, type Tone, toneOf } from '@/lib/graph';
import { cn } from '../ui';
import { useCanvas, useDraw } from './canvas-context';
import { ARROW_REACH, headAt, lookOf } from './edge-look';
import type { MeshFlowEdge } from './flow-elements';
import { lettersAt } from './letters';

const INK: Record<Tone, string> = {
  good: 'text-ink-2',
  attention: 'text-attention-ink',
  bad: 'text-bad-ink',
  idle: 'text-ink-2',
  unknown: 'text-ink-2',
};

/** An arrow: its curve, its head, and its label where no other line runs; when it is chosen, ends that can be moved. */
export const MeshEdge = memo(function MeshEdge({ data }: EdgeProps<MeshFlowEdge>) {
  const { highlight, showTraffic, arrow } = useCanvas();
  const size = useStore((store) => lettersAt(store.transform[2]).size);
  if (!data) return null;
  const { edge, curve, figures, place, text, title } = data;
  const chosen = arrow === edge.id;
  const lit = chosen || highlight.edges.has(edge.id);
  const { colour, width, dash } = lookOf(edge, figures, { lit, traffic: showTraffic });
  const path = pathOf(curve);
  const [from, , , to] = curve;
  const down = edge.kind === 'provider' && Math.abs(from.x - to.x) < 60 && to.y > from.y;
  const at = pointAt(curve, place);
  const tone = showTraffic ? toneOf(figures) : 'unknown';
  return (
    <>
      <title>{title}</title>
      <path d={path} fill="none" stroke="transparent" strokeWidth={2 * ARROW_REACH} className="cursor-pointer" />
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={chosen ? width + 1.5 : width}
        strokeDasharray={dash}
        className={cn('mesh-line pointer-events-none', edge.mark === 'removed' && 'opacity-40')}
      />
      {!down && <path d={headAt(to, width)} fill={colour} className="pointer-events-none" />}
      {chosen && <Ends data={data} />}
      {text && (
        <EdgeLabelRenderer>
          <span
            aria-hidden="true"
            style={{
              transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)`,
              fontSize: size,
              lineHeight: 1.34,
            }}
            className={cn(
              'pointer-events-none absolute whitespace-nowrap rounded-full border bg-card px-1.5 font-medium tabular-nums',
              edge.mark === 'removed' && 'line-through opacity-60',
              lit || edge.mark === 'changed' || edge.mark === 'added' ? 'z-10 border-accent text-accent' : INK[tone],
            )}
          >
            {text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** How far ends lie outside of the cards, which are above the arrows, in px; at the tail also past the card's handle. */
const OUTSIDE = 10;
const PAST_HANDLE = 26;

/** Both ends of the chosen arrow, to be dragged to another card. */
function Ends({ data: { edge, curve } }: { data: NonNullable<MeshFlowEdge['data']> }) {
  const draw = useDraw();
  if (!draw || edge.kind === 'undeclared' || edge.mark === 'removed') return null;
  const [from, , , to] = curve;
  const down = curve[1].x === from.x;
  const ends = [
    { end: 'from', at: down ? { x: from.x, y: from.y + OUTSIDE } : { x: from.x + PAST_HANDLE, y: from.y } },
    { end: 'to', at: down ? { x: to.x, y: to.y - OUTSIDE } : { x: to.x - OUTSIDE, y: to.y } },
  ] as const;
  return ends.map(({ end, at }) => (
    <circle
      key={end}
      cx={at.x}
      cy={at.y}
      r={7}
      data-end={end}
      fill="var(--card)"
      stroke="var(--accent)"
      strokeWidth={2.5}
      // React Flow lets the strokes of an arrow alone take the pointer; here the whole disc does.
      className="nopan pointer-events-auto cursor-grab"
      onPointerDown={(event) => event.button === 0 && draw({ type: 'move', edge, end }, event)}
    />
  ));
}
