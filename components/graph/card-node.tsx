'use client';

import { type NodeProps, useStore } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, memo } from 'react';
import { type Card, cutMiddle, dockOffset, HEADER_HEIGHT, rowOffset, sizeOf } from '@/lib/graph';
import { MarkBadge } from '../mesh-view';
import { cn, KindGlyph } from '../ui';
import { useCanvas } from './canvas-context';
import { CardFacts } from './card-facts';
import { CardRow } from './card-row';
import { ConnectHandle } from './connect-handle';
import type { CardFlowNode } from './flow-elements';
import { columnsIn, type Letters, lettersAt, scaled } from './letters';
import { ProblemMark } from './problem-mark';

const MARK_FRAME = {
  added: 'border-good',
  changed: 'border-accent',
  removed: 'border-bad border-dashed opacity-60',
} as const;

/** A gateway, service, router or node. The name and each route are stops for keyboard and screen reader. */
export const CardNode = memo(function CardNode({ data: { card } }: NodeProps<CardFlowNode>) {
  const { selected, picked } = useCanvas();
  const letters = useStore((store) => lettersAt(store.transform[2]));
  const isSelected = selected === card.id;
  const { width, height } = sizeOf(card);
  return (
    <div
      style={{ width, height }}
      className={cn(
        'group/card relative border bg-card',
        card.kind === 'virtualService' ? 'rounded-[27px]' : 'rounded-lg',
        card.ghost ? 'border-attention border-dashed' : 'border-line-strong',
        card.mark && MARK_FRAME[card.mark],
        (isSelected || picked.has(card.id)) && 'border-accent ring-2 ring-accent',
      )}
    >
      <Head card={card} letters={letters} pressed={isSelected || picked.has(card.id)} />
      {card.rows.map((row) => (
        <CardRow key={row.id} row={row} letters={letters} />
      ))}
      {card.mark && (
        <span className="pointer-events-none absolute -top-2.5 left-2.5 origin-left" style={scaled(letters)}>
          <MarkBadge op={card.mark} />
        </span>
      )}
      <span className="absolute -top-2 -right-2 origin-top-right" style={scaled(letters)}>
        <ProblemMark count={card.problems} />
      </span>
      {!card.ghost && card.mark !== 'removed' && (
        <ConnectHandle
          subject={card.ref}
          className="group-focus-within/card:opacity-100 group-hover/card:opacity-100"
        />
      )}
      <Docks card={card} />
    </div>
  );
});

interface HeadProps {
  card: Card;
  letters: Letters;
  pressed: boolean;
}

function Head({ card, letters, pressed }: HeadProps) {
  const kinds = useTranslations('kinds.one');
  const t = useTranslations('graph.card');
  const op = useTranslations('common.op');
  const { select, pick } = useCanvas();
  const onClick = (event: MouseEvent) =>
    event.shiftKey || event.ctrlKey || event.metaKey ? pick(card.id) : select(card.ref);
  const name = t('label', { kind: kinds(card.kind), name: card.name });
  return (
    <button
      type="button"
      data-stop={card.id}
      onClick={onClick}
      aria-pressed={pressed}
      title={card.name}
      style={{ height: HEADER_HEIGHT - (card.rows.length > 0 ? 0 : 2) }}
      className={cn(
        'flex w-full items-center gap-2.5 text-left',
        card.kind === 'virtualService' ? 'rounded-[26px] pr-4 pl-3.5' : 'rounded-[7px] px-2.5',
      )}
    >
      <span className="sr-only">{card.mark ? `${name} · ${op(card.mark)}` : name}</span>
      <KindGlyph kind={card.kind} size={letters.detailed ? 24 : 28} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <CardName card={card} letters={letters} />
          {letters.detailed && card.platform && (
            <span
              className="shrink-0 rounded border border-line-strong px-1 font-medium text-ink-2"
              style={{ fontSize: letters.size, lineHeight: 1.3 }}
            >
              {card.platform}
            </span>
          )}
        </span>
        {letters.detailed && <CardFacts card={card} size={letters.size} />}
      </span>
    </button>
  );
}

/** The name as it fits; screen readers have the whole one. */
function CardName({ card, letters }: { card: Card; letters: Letters }) {
  const size = letters.size * (13 / 12);
  const room =
    sizeOf(card).width -
    (card.kind === 'virtualService' ? 74 : 64) -
    (letters.detailed && card.platform ? 16 + card.platform.length * letters.size * 0.62 : 0);
  return (
    <span
      aria-hidden="true"
      className="min-w-0 flex-1 truncate font-semibold"
      style={{ fontSize: size, lineHeight: letters.detailed ? 1.35 : 1.1 }}
    >
      {cutMiddle(card.name, columnsIn(room, size))}
    </span>
  );
}

/** Where arrows dock, as React Flow reads it from the page: an element each with `source` or `target`. */
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
