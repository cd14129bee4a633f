'use client';

import { useStoreApi } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { type PointerEvent, useEffect, useRef } from 'react';
import { type CardIndex, type Graph, type Positions, sizeOf } from '@/lib/graph';
import { onThemeChange, readColours } from './colours';

const WIDTH = 148;
const HEIGHT = 92;
const MARGIN = 6;

export interface OverviewMapProps {
  graph: Graph;
  positions: Positions;
  index: CardIndex;
  /** Brings a place into the middle of the view. */
  onGo: (point: { x: number; y: number }) => void;
}

interface Scale {
  factor: number;
  x: number;
  y: number;
}

/** The whole mesh in small, with the part that is in view; a click or drag goes there. */
export function OverviewMap({ graph, positions, index, onGo }: OverviewMapProps) {
  const t = useTranslations('graph');
  const store = useStoreApi();
  const cards = useRef<HTMLCanvasElement>(null);
  const frame = useRef<SVGRectElement>(null);
  const scale = scaleOf(index);

  useEffect(() => {
    const draw = () => cards.current && drawCards(cards.current, graph, positions, scaleOf(index));
    draw();
    return onThemeChange(draw);
  }, [graph, positions, index]);

  useEffect(() => {
    const show = () => {
      const { transform, width, height } = store.getState();
      const { factor, x, y } = scaleOf(index);
      const [left, top, zoom] = transform;
      frame.current?.setAttribute('x', String((-left / zoom) * factor + x));
      frame.current?.setAttribute('y', String((-top / zoom) * factor + y));
      frame.current?.setAttribute('width', String((width / zoom) * factor));
      frame.current?.setAttribute('height', String((height / zoom) * factor));
    };
    show();
    return store.subscribe(show);
  }, [store, index]);

  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onGo({
      x: (event.clientX - box.left - scale.x) / scale.factor,
      y: (event.clientY - box.top - scale.y) / scale.factor,
    });
  };
  return (
    <div
      role="img"
      aria-label={t('minimap')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      style={{ width: WIDTH, height: HEIGHT }}
      className="nopan nowheel absolute right-3 bottom-3 z-5 cursor-pointer overflow-hidden rounded-lg border border-line-strong bg-card max-md:hidden"
    >
      <canvas ref={cards} className="absolute inset-0 size-full" />
      <svg aria-hidden="true" className="absolute inset-0 size-full">
        <rect ref={frame} rx={3} className="fill-accent/8 stroke-accent" strokeWidth={1.5} />
      </svg>
    </div>
  );
}

function scaleOf({ bounds }: CardIndex): Scale {
  if (!bounds) return { factor: 1, x: 0, y: 0 };
  const width = bounds.right - bounds.left;
  const height = bounds.bottom - bounds.top;
  const factor = Math.min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height);
  return {
    factor,
    x: (WIDTH - width * factor) / 2 - bounds.left * factor,
    y: (HEIGHT - height * factor) / 2 - bounds.top * factor,
  };
}

function drawCards(element: HTMLCanvasElement, graph: Graph, positions: Positions, { factor, x, y }: Scale): void {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  Object.assign(element, { width: WIDTH * ratio, height: HEIGHT * ratio });
  const context = element.getContext('2d');
  if (!context) return;
  const colours = readColours(document.body);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const card of graph.cards) {
    const at = positions.get(card.id);
    if (!at) continue;
    const { width, height } = sizeOf(card);
    context.fillStyle = colours[card.kind];
    context.fillRect(at.x * factor + x, at.y * factor + y, Math.max(1, width * factor), Math.max(1, height * factor));
  }
}
