'use client';

import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { pathOf, pointAt, type Tone, thicknessOf, toneOf } from '@/lib/graph';
import { cn } from '../ui';
import { useCanvas } from './canvas-context';
import type { MeshFlowEdge } from './flow-elements';

const QUIET = 'color-mix(in oklab, var(--ink-3) 72%, var(--canvas))';
const STROKE: Record<Tone, string> = {
  good: 'var(--good)',
  attention: 'var(--attention)',
  bad: 'var(--bad)',
  idle: QUIET,
  unknown: QUIET,
};
const INK: Record<Tone, string> = {
  good: 'text-ink-2',
  attention: 'text-attention-ink',
  bad: 'text-bad-ink',
  idle: 'text-ink-2',
  unknown: 'text-ink-2',
};

interface EdgeLook {
  colour: string;
  width: number;
  dash: string | undefined;
}

/** An arrow: its curve, its head, and its label where no other line runs. */
export const MeshEdge = memo(function MeshEdge({ data }: EdgeProps<MeshFlowEdge>) {
  const { highlight, showTraffic } = useCanvas();
  if (!data) return null;
  const { edge, curve, figures, place, text, title } = data;
  const lit = highlight.edges.has(edge.id);
  const { colour, width, dash } = lookOf(data, lit, showTraffic);
  const path = pathOf(curve);
  const [from, , , to] = curve;
  const down = edge.kind === 'provider' && Math.abs(from.x - to.x) < 60 && to.y > from.y;
  const at = pointAt(curve, place);
  const tone = showTraffic ? toneOf(figures) : 'unknown';
  return (
    <>
      <title>{title}</title>
      <path d={path} fill="none" stroke="transparent" strokeWidth={14} className="cursor-pointer" />
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dash}
        className={cn('mesh-line pointer-events-none', edge.mark === 'removed' && 'opacity-40')}
      />
      {!down && <path d={headAt(to, width)} fill={colour} className="pointer-events-none" />}
      {text && (
        <EdgeLabelRenderer>
          <span
            aria-hidden="true"
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
            className={cn(
              'pointer-events-none absolute whitespace-nowrap rounded-full border bg-card px-1.5 font-medium text-xs tabular-nums',
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

function lookOf({ edge, figures }: NonNullable<MeshFlowEdge['data']>, lit: boolean, traffic: boolean): EdgeLook {
  const tone = traffic ? toneOf(figures) : 'unknown';
  const width = traffic ? thicknessOf(figures) : 1.5;
  const nothing = edge.kind === 'target' && edge.percent === 0;
  const dash = edge.broken || edge.kind === 'undeclared' ? '6 4' : nothing ? '2 4' : undefined;
  if (edge.mark === 'removed') return { colour: 'var(--bad)', width: 1.5, dash: '2 5' };
  if (edge.mark && !lit) return { colour: 'var(--accent)', width: 2, dash: edge.mark === 'added' ? '7 3' : dash };
  if (lit) return { colour: 'var(--accent)', width: Math.max(2, width), dash };
  if (edge.broken || edge.kind === 'undeclared') return { colour: 'var(--attention)', width, dash };
  return { colour: STROKE[tone], width, dash };
}

/** The head of an arrow that arrives from the left. */
function headAt({ x, y }: { x: number; y: number }, width: number): string {
  const half = 3.5 + width / 3;
  return `M${x - 8 - width / 3},${y - half} L${x},${y} L${x - 8 - width / 3},${y + half} Z`;
}
