'use client';

import { type NodeProps, useStore } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { type Card, cutMiddle, dockOffset, HEADER_HEIGHT, ROW_HEIGHT, type Row, rowOffset, sizeOf } from '@/lib/graph';
import { MarkBadge, MarkSign } from '../mesh-view';
import { cn, KindGlyph } from '../ui';
import { useCanvas } from './canvas-context';
import { CardFacts } from './card-facts';
import type { CardFlowNode } from './flow-elements';
import { ProblemMark } from './problem-mark';

/** Below this zoom a card shows its name only, larger, so that it can still be read. */
const DETAIL_ZOOM = 0.68;

const MARK_FRAME = {
  added: 'border-good',
  changed: 'border-accent',
  removed: 'border-bad border-dashed opacity-60',
} as const;

/** A gateway, service, router or node. The name and each route are stops for keyboard and screen reader. */
export const CardNode = memo(function CardNode({ data: { card } }: NodeProps<CardFlowNode>) {
  const t = useTranslations('graph.card');
  const kinds = useTranslations('kinds.one');
  const op = useTranslations('common.op');
  const { selected, select } = useCanvas();
  const zoom = useStore((store) => nameZoom(store.transform[2]));
  const detailed = zoom === 1;
  const isSelected = selected === card.id;
  const { width, height } = sizeOf(card);
  return (
    <div
      style={{ width, height }}
      className={cn(
        'relative border bg-card shadow-card transition-[border-color,box-shadow]',
        card.kind === 'virtualService' ? 'rounded-[27px]' : 'rounded-lg',
        card.ghost ? 'border-attention border-dashed' : 'border-line-strong',
        card.mark && MARK_FRAME[card.mark],
        isSelected && 'border-accent ring-2 ring-accent',
      )}
    >
      <button
        type="button"
        data-stop={card.id}
        onClick={() => select(card.ref)}
        aria-pressed={isSelected}
        aria-label={[t('label', { kind: kinds(card.kind), name: card.name }), card.mark && op(card.mark)]
          .filter(Boolean)
          .join(' · ')}
        title={card.name}
        style={{ height: HEADER_HEIGHT - (card.rows.length > 0 ? 0 : 2) }}
        className={cn(
          'flex w-full items-center gap-2.5 text-left',
          card.kind === 'virtualService' ? 'rounded-[26px] pr-4 pl-3.5' : 'rounded-[7px] px-2.5',
        )}
      >
        <KindGlyph kind={card.kind} size={detailed ? 24 : 28} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <CardName card={card} zoom={zoom} />
            {detailed && card.platform && (
              <span className="shrink-0 rounded border border-line-strong px-1 font-medium text-ink-2 text-xs leading-4">
                {card.platform}
              </span>
            )}
          </span>
          {detailed && <CardFacts card={card} />}
        </span>
      </button>
      {card.rows.map((row) => (
        <RouteRow key={row.id} row={row} detailed={detailed} />
      ))}
      {card.mark && <MarkBadge op={card.mark} className="absolute -top-2.5 left-2.5 pointer-events-none" />}
      <ProblemMark count={card.problems} className="absolute -top-2 -right-2" />
      <Docks card={card} />
    </div>
  );
});

/**
 * Where arrows dock, as React Flow reads it from the page: an element each with `source` or `target`. They are not its
 * Handle components, since nothing is connected by dragging and each of those listens to the whole store.
 */
function Docks({ card }: { card: Card }) {
  const dock = (id: string, type: 'source' | 'target', at: { x: number; y: number }) => (
    <i
      key={id}
      aria-hidden="true"
      className={cn('pointer-events-none absolute size-px', type)}
      data-handleid={id}
      data-handlepos={type === 'source' ? 'right' : 'left'}
      style={{ left: at.x - 1, top: at.y - 1 }}
    />
  );
  return (
    <>
      {dock('in', 'target', dockOffset(card, 'in'))}
      {dock('out', 'source', dockOffset(card, 'out'))}
      {card.rows.map((row) => dock(row.id, 'source', rowOffset(card, row.id) ?? dockOffset(card, 'out')))}
    </>
  );
}

/** Letters grow as the graph is zoomed out: 1 in detail, else how much larger. In steps, so that little is drawn anew. */
function nameZoom(zoom: number): number {
  if (zoom >= DETAIL_ZOOM) return 1;
  return zoom >= 0.55 ? 1.5 : 2;
}

function CardName({ card, zoom }: { card: Card; zoom: number }) {
  const room = sizeOf(card).width - (card.kind === 'virtualService' ? 74 : 64) - (zoom === 1 && card.platform ? 40 : 0);
  const size = 13 * zoom;
  return (
    <span className="min-w-0 flex-1 truncate font-semibold" style={{ fontSize: size, lineHeight: 1.35 }}>
      {cutMiddle(card.name, Math.floor(room / (size * 0.555)))}
    </span>
  );
}

function RouteRow({ row, detailed }: { row: Row; detailed: boolean }) {
  const t = useTranslations('graph.card');
  const kinds = useTranslations('kinds.one');
  const op = useTranslations('common.op');
  const { selected, select } = useCanvas();
  const isSelected = selected === row.id;
  const { match, name } = cutRow(row);
  return (
    <button
      type="button"
      data-stop={row.id}
      onClick={() => select(row.ref)}
      aria-pressed={isSelected}
      aria-label={[
        t('rowLabel', {
          kind: kinds(row.ref.kind),
          name: row.ref.name,
          match: row.match,
          order: String(row.order),
        }),
        row.mark && op(row.mark),
      ]
        .filter(Boolean)
        .join(' · ')}
      title={`${row.match} · ${row.ref.name}`}
      style={{ height: ROW_HEIGHT }}
      className={cn(
        'relative flex w-full items-center gap-2 border-t px-2.5 text-left text-xs last-of-type:rounded-b-[7px]',
        row.mark === 'removed' && 'line-through opacity-60',
        isSelected ? 'bg-accent-tint' : 'hover:bg-canvas',
      )}
    >
      {isSelected && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
      {detailed && (
        <>
          <span className="w-3.5 shrink-0 text-ink-3 tabular-nums">
            {row.mark ? <MarkSign op={row.mark} /> : row.order}
          </span>
          <span className="min-w-0 flex-1 truncate font-mono">{match}</span>
          <span className="shrink-0 text-ink-2">{name}</span>
        </>
      )}
      <ProblemMark count={row.problems} className="absolute top-1.5 -right-2" />
    </button>
  );
}

/** Match and name side by side: the match takes what it needs up to two thirds, the name the rest. */
function cutRow(row: Row): { match: string; name: string } {
  const columns = 27;
  const match = cutMiddle(row.match, Math.max(16, columns - row.ref.name.length));
  return { match, name: cutMiddle(row.ref.name, Math.max(9, columns - match.length)) };
}
