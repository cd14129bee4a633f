import { type Edge, type EdgeTraffic, type Point, type Tone, thicknessOf, toneOf } from '@/lib/graph';

/** How far from an arrow the pointer may be and still be upon it, px. */
export const ARROW_REACH = 7;

const QUIET = 'color-mix(in oklab, var(--ink-3) 72%, var(--canvas))';
const STROKE: Record<Tone, string> = {
  good: 'var(--good)',
  attention: 'var(--attention)',
  bad: 'var(--bad)',
  idle: QUIET,
  unknown: QUIET,
};

export interface EdgeLook {
  colour: string;
  width: number;
  dash: string | undefined;
}

/** Colour by success, thickness by traffic, dashes for what leads nowhere; what a draft changes and a selection stand out. */
export function lookOf(
  edge: Edge,
  figures: EdgeTraffic | undefined,
  how: { lit: boolean; traffic: boolean },
): EdgeLook {
  const tone = how.traffic ? toneOf(figures) : 'unknown';
  const width = how.traffic ? thicknessOf(figures) : 1.5;
  const nothing = edge.kind === 'target' && edge.percent === 0;
  const dash = edge.broken || edge.kind === 'undeclared' ? '6 4' : nothing ? '2 4' : undefined;
  if (edge.mark === 'removed') return { colour: 'var(--bad)', width: 1.5, dash: '2 5' };
  if (edge.mark && !how.lit) return { colour: 'var(--accent)', width: 2, dash: edge.mark === 'added' ? '7 3' : dash };
  if (how.lit) return { colour: 'var(--accent)', width: Math.max(2, width), dash };
  if (edge.broken || edge.kind === 'undeclared') return { colour: 'var(--attention)', width, dash };
  return { colour: STROKE[tone], width, dash };
}

/** The head of an arrow that arrives from the left. */
export function headAt({ x, y }: Point, width: number): string {
  const half = 3.5 + width / 3;
  return `M${x - 8 - width / 3},${y - half} L${x},${y} L${x - 8 - width / 3},${y + half} Z`;
}
