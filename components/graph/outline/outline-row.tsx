'use client';

import {
  ArrowRightFromLine,
  ArrowRightToLine,
  ChevronRight,
  CornerDownRight,
  Link2,
  type LucideIcon,
  Pencil,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OutlineLine } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import { MarkBadge } from '../../mesh-view';
import { cn, KindGlyph } from '../../ui';
import { useCanvas } from '../canvas-context';
import { CardFacts } from '../card-facts';
import { useGraphEdits } from '../edit/graph-edits';
import { ProblemMark } from '../problem-mark';
import { actionsOf } from './actions';
import { nameOf, useLineWords } from './line-words';
import { ROW } from './use-row-window';

export interface OutlineRowProps {
  line: OutlineLine;
  index: number;
  top: number;
  /** Has the focus, or would get it. */
  active: boolean;
  onActive: () => void;
  onFold: (id: string, shut: boolean) => void;
  onEdit: (ref: ResourceRef) => void;
}

/** One line: what it is, what is known of it, and what can be done. */
export function OutlineRow({ line, index, top, active, onActive, onFold, onEdit }: OutlineRowProps) {
  const { selected, arrow, select, pickArrow } = useCanvas();
  const isSelected = line.type === 'edge' ? arrow === line.edge.id : line.type !== 'kind' && selected === line.id;
  const open = () => {
    onActive();
    if (line.type === 'kind') onFold(line.id, line.expanded === true);
    else if (line.type === 'edge') pickArrow(line.edge);
    else select(line.type === 'card' ? line.card.ref : line.row.ref);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot leave out the lines that are out of view
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree grid around takes the keys of its lines
    <div
      role="row"
      data-line={line.id}
      tabIndex={active ? 0 : -1}
      aria-level={line.level}
      aria-posinset={line.place}
      aria-setsize={line.of}
      aria-rowindex={index + 1}
      aria-expanded={line.expanded}
      aria-selected={isSelected}
      onClick={open}
      onFocus={onActive}
      style={{ top, height: ROW, paddingLeft: 8 + (line.level - 1) * 22 }}
      className={cn(
        'group absolute inset-x-0 flex cursor-pointer items-center gap-2 border-line border-b pr-2 -outline-offset-2',
        line.type === 'kind' ? 'bg-canvas font-semibold' : 'hover:bg-canvas',
        isSelected && 'bg-accent-tint!',
      )}
    >
      <Cell className="flex min-w-0 flex-1 items-center gap-2">
        <ChevronRight
          aria-hidden="true"
          size={14}
          className={cn(
            'shrink-0 text-ink-3',
            line.expanded && 'rotate-90',
            line.expanded === undefined && 'invisible',
          )}
        />
        <Name line={line} />
      </Cell>
      <Cell className="w-2/5 shrink-0 truncate text-ink-2 text-xs max-lg:hidden">
        <Details line={line} />
      </Cell>
      <Cell className="flex shrink-0 gap-0.5">
        <Actions line={line} active={active} onEdit={onEdit} />
      </Cell>
    </div>
  );
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the line
    // biome-ignore lint/a11y/useFocusableInteractive: the line has the focus, or a button in the cell
    <div role="gridcell" className={className}>
      {children}
    </div>
  );
}

function Name({ line }: { line: OutlineLine }) {
  const many = useTranslations('kinds.many');
  const kinds = useTranslations('kinds.one');
  const words = useLineWords();
  if (line.type === 'kind') {
    return (
      <>
        <KindGlyph kind={line.kind} />
        <span>{many(line.kind)}</span> <span className="font-normal text-ink-3">{line.count}</span>
      </>
    );
  }
  if (line.type === 'edge') {
    return (
      <>
        <CornerDownRight aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
        <span className="truncate">{words.edge(line.edge)}</span>
        {line.edge.mark && <MarkBadge op={line.edge.mark} />}
      </>
    );
  }
  const { ref, mark, problems } = line.type === 'card' ? line.card : line.row;
  return (
    <>
      <KindGlyph kind={ref.kind} />
      <span className="sr-only">{kinds(ref.kind)} </span>
      {line.type === 'route' && <span className="text-ink-3">{line.row.order}</span>}
      <span className={cn('truncate', line.type === 'card' && 'font-semibold')} title={ref.name}>
        {ref.name}
      </span>
      {mark && <MarkBadge op={mark} />}
      <ProblemMark count={problems} className="shrink-0" />
    </>
  );
}

function Details({ line }: { line: OutlineLine }) {
  const t = useTranslations('graph.outline');
  if (line.type === 'card') {
    const callers = line.reachedFrom.map((edge) => nameOf(edge.from.row ?? edge.from.card));
    return (
      <span className="flex gap-3">
        <span className="shrink-0">
          <CardFacts card={line.card} />
        </span>
        {callers.length > 0 && (
          <span className="truncate">
            {t('reachedFrom')}: {callers.slice(0, 6).join(', ')}
            {callers.length > 6 && ` ${t('more', { count: callers.length - 6 })}`}
          </span>
        )}
      </span>
    );
  }
  return line.type === 'route' ? <span className="font-mono">{line.row.match}</span> : null;
}

function Actions({ line, active, onEdit }: Pick<OutlineRowProps, 'line' | 'active' | 'onEdit'>) {
  const t = useTranslations('graph.outline');
  const edits = useGraphEdits();
  const words = useLineWords();
  const { connect, edit, move, moveTail, remove } = actionsOf(line, { edits, onEdit });
  const name = words.name(line);
  const buttons: [LucideIcon, string, (() => void) | undefined, string][] = [
    [Link2, t('connect', { name }), connect, 'C'],
    [ArrowRightToLine, t('move', { name }), move, 'M'],
    [ArrowRightFromLine, t('moveTail', { name }), moveTail, ''],
    [Pencil, t('edit', { name }), edit, 'E'],
    [Trash2, t(line.type === 'edge' ? 'cut' : 'delete', { name }), remove, 'Delete'],
  ];
  return buttons.map(
    ([Icon, label, run, keys]) =>
      run && (
        <button
          key={label}
          type="button"
          tabIndex={active ? 0 : -1}
          aria-label={label}
          aria-keyshortcuts={keys || undefined}
          title={keys ? `${label} (${keys})` : label}
          onClick={(event) => {
            event.stopPropagation();
            run();
          }}
          className="flex size-7 items-center justify-center rounded text-ink-2 hover:bg-card hover:text-ink"
        >
          <Icon aria-hidden="true" size={15} />
        </button>
      ),
  );
}
