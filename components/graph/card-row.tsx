'use client';

import { useTranslations } from 'next-intl';
import { columnsOf, cutMiddle, ROW_HEIGHT, type Row } from '@/lib/graph';
import { MarkSign } from '../mesh-view';
import { cn } from '../ui';
import { useCanvas } from './canvas-context';
import { ConnectHandle } from './connect-handle';
import { columnsIn, type Letters, scaled } from './letters';
import { ProblemMark } from './problem-mark';

/** Room for match and name in px at zoom 1. */
const ROOM = 182;

/** A route inside its card: order, match, name, and a handle from which a line to a target is drawn. */
export function CardRow({ row, letters }: { row: Row; letters: Letters }) {
  const t = useTranslations('graph.card');
  const kinds = useTranslations('kinds.one');
  const op = useTranslations('common.op');
  const { selected, select } = useCanvas();
  const isSelected = selected === row.id;
  const { match, name } = cutRow(row, letters);
  const { kind, name: fullName } = row.ref;
  const label = t('rowLabel', { kind: kinds(kind), name: fullName, match: row.match, order: String(row.order) });
  return (
    <div className="group/row relative">
      <button
        type="button"
        data-stop={row.id}
        onClick={() => select(row.ref)}
        aria-pressed={isSelected}
        title={`${row.match} · ${fullName}`}
        style={{ height: ROW_HEIGHT, fontSize: letters.size, lineHeight: 1.1 }}
        className={cn(
          'flex w-full items-center gap-2 border-t px-2.5 text-left',
          row.mark === 'removed' && 'line-through opacity-60',
          isSelected ? 'bg-accent-tint' : 'hover:bg-canvas',
        )}
      >
        {isSelected && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
        <span className="sr-only">{row.mark ? `${label} · ${op(row.mark)}` : label}</span>
        <span aria-hidden="true" className="min-w-3.5 shrink-0 text-ink-3 tabular-nums">
          {row.mark ? <MarkSign op={row.mark} /> : row.order}
        </span>
        <span aria-hidden="true" className="min-w-0 flex-1 truncate font-mono">
          {match}
        </span>
        {name && (
          <span aria-hidden="true" className="shrink-0 text-ink-2">
            {name}
          </span>
        )}
      </button>
      <span className="absolute top-1.5 -right-2 origin-right" style={scaled(letters)}>
        <ProblemMark count={row.problems} />
      </span>
      {row.mark !== 'removed' && (
        <ConnectHandle subject={row.ref} className="group-focus-within/row:opacity-100 group-hover/row:opacity-100" />
      )}
    </div>
  );
}

/** Match and name side by side: the match takes what it needs up to two thirds, the name the rest. */
function cutRow(row: Row, { size, detailed }: Letters): { match: string; name: string } {
  const columns = columnsIn(ROOM, size, true);
  if (!detailed) return { match: cutMiddle(row.match, columns), name: '' };
  const match = cutMiddle(row.match, Math.max(Math.floor(columns * 0.6), columns - columnsOf(row.ref.name)));
  return { match, name: cutMiddle(row.ref.name, Math.max(Math.floor(columns * 0.33), columns - columnsOf(match))) };
}
