'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import {
  type Bundle,
  type Curve,
  type EdgeTraffic,
  type Graph,
  type GroupFrame,
  type Positions,
  toneOf,
} from '@/lib/graph';
import { useCanvas } from '../canvas-context';
import type { Near } from '../use-near';
import { type Colours, onThemeChange, readColours } from './colours';
import { drawPicture, type FarCard, type FarEdge, type View } from './draw';

export interface FarLayerProps {
  graph: Graph;
  positions: Positions;
  curves: ReadonlyMap<string, Curve>;
  /** Arrows to draw one by one. */
  edges: Graph['edges'];
  /** Arrows of hubs that are drawn together. */
  bundles: readonly Bundle[];
  frames: readonly GroupFrame[];
  figures: ReadonlyMap<string, EdgeTraffic>;
  near: Near;
  /** Id of the arrow below the pointer. */
  hovered: string | undefined;
}

/** Everything that is not near, on one canvas below the cards: in the far view all of it, else the arrows that lead out of view. */
export function FarLayer(props: FarLayerProps) {
  const { highlight, selected, picked, arrow, showProblems, showTraffic } = useCanvas();
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const redraw = useRef<() => void>(() => {});
  const newest = useRef({ ...props, highlight, selected, picked, arrow, showProblems, showTraffic });
  newest.current = { ...props, highlight, selected, picked, arrow, showProblems, showTraffic };

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let colours: Colours = readColours(document.body);
    let asked = 0;
    const draw = () => {
      asked = 0;
      const view = viewOf(store.getState());
      const scale = resize(element, view);
      drawPicture(context, view, pictureOf(newest.current, view), colours, scale);
    };
    redraw.current = () => {
      asked ||= requestAnimationFrame(draw);
    };
    redraw.current();
    const stopStore = store.subscribe(() => redraw.current());
    const stopTheme = onThemeChange(() => {
      colours = readColours(document.body);
      redraw.current();
    });
    return () => {
      stopStore();
      stopTheme();
      cancelAnimationFrame(asked);
    };
  }, [store]);

  useEffect(() => redraw.current());

  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 -z-1">
      <canvas ref={canvas} className="size-full" />
    </div>
  );
}

function viewOf({
  transform: [x, y, zoom],
  width,
  height,
}: {
  transform: [number, number, number];
  width: number;
  height: number;
}): View {
  return { x, y, zoom, width, height };
}

/** Gives the canvas the size of its frame; answers device pixels per px. */
function resize(element: HTMLCanvasElement, { width, height }: View): number {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  if (element.width !== size.width || element.height !== size.height) Object.assign(element, size);
  return scale;
}

type Input = FarLayerProps &
  Pick<ReturnType<typeof useCanvas>, 'highlight' | 'selected' | 'picked' | 'arrow' | 'showProblems' | 'showTraffic'>;

function pictureOf(input: Input, view: View) {
  const { graph, positions, curves, bundles, frames, near, highlight, selected, picked, showProblems } = input;
  const { figures, showTraffic, hovered, arrow } = input;
  const left = -view.x / view.zoom;
  const top = -view.y / view.zoom;
  const box = { left, top, right: left + view.width / view.zoom, bottom: top + view.height / view.zoom };
  const edges = input.edges.flatMap((edge): FarEdge[] => {
    const curve = curves.get(edge.id);
    if (!curve || !touches(curve, box)) return [];
    const lit = edge.id === hovered || edge.id === arrow || highlight.edges.has(edge.id);
    return [{ edge, curve, lit, ...(showTraffic && { tone: toneOf(figures.get(edge.id)) }) }];
  });
  const cards: FarCard[] = [];
  if (near.far) {
    for (const card of graph.cards) {
      const at = positions.get(card.id);
      if (at && at.x < box.right && at.x + 240 > box.left && at.y < box.bottom && at.y + 2000 > box.top)
        cards.push({ card, at });
    }
  }
  const chosen = new Set(picked);
  if (selected !== undefined) chosen.add(cardIdOf(graph, selected));
  return { cards, edges, bundles, frames, showProblems, selected: chosen };
}

function touches([a, b, c, d]: Curve, box: { left: number; top: number; right: number; bottom: number }): boolean {
  return (
    Math.min(a.x, b.x, c.x, d.x) < box.right &&
    Math.max(a.x, b.x, c.x, d.x) > box.left &&
    Math.min(a.y, b.y, c.y, d.y) < box.bottom &&
    Math.max(a.y, b.y, c.y, d.y) > box.top
  );
}

function cardIdOf(graph: Graph, id: string): string {
  if (!id.startsWith('route/') && !id.startsWith('gatewayRoute/')) return id;
  return graph.cards.find((card) => card.rows.some((row) => row.id === id))?.id ?? id;
}
