'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Edge, type Graph, type OutlineItem, outlineOf } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import { useMayWrite } from '../layout';
import { MarkBadge } from '../mesh-view';
import { cn, KindGlyph, useFigures } from '../ui';
import { useCanvas } from './canvas-context';
import { CardFacts } from './card-facts';
import { ProblemMark } from './problem-mark';

const nameOf = (id: string) => decodeURIComponent(id.split('/')[2] ?? '');

export interface OutlineProps {
  mesh: string;
  graph: Graph;
  onEdit: (ref: ResourceRef) => void;
}

/** The graph's twin as an ordered list: the same content, with everything in the order in which traffic goes. */
export function Outline({ mesh, graph, onEdit }: OutlineProps) {
  const t = useTranslations('graph.outline');
  const kinds = useTranslations('kinds.many');
  return (
    <section aria-label={t('label', { mesh })} className="absolute inset-0 overflow-y-auto px-4 pt-16 pb-8">
      <p className="mb-3 text-ink-2">{t('hint')}</p>
      <div className="flex max-w-3xl flex-col gap-5">
        {outlineOf(graph).map(({ kind, items }) => (
          <section key={kind} aria-label={kinds(kind)}>
            <h2 className="mb-1.5 flex items-center gap-2 font-semibold">
              <KindGlyph kind={kind} />
              {kinds(kind)} <span className="font-normal text-ink-3">{items.length}</span>
            </h2>
            {items.length === 0 ? (
              <p className="text-ink-3">{t('none')}</p>
            ) : (
              <ol className="divide-y overflow-hidden rounded-lg border bg-card">
                {items.map((item) => (
                  <Item key={item.card.id} item={item} onEdit={onEdit} />
                ))}
              </ol>
            )}
          </section>
        ))}
      </div>
    </section>
  );
}

interface ItemProps extends Pick<OutlineProps, 'onEdit'> {
  item: OutlineItem;
}

function Item({ item, onEdit }: ItemProps) {
  const t = useTranslations('graph.outline');
  const figures = useFigures();
  const op = useTranslations('common.op');
  const share = (percent: number) => figures.percent(Math.round(percent * 10) / 10);
  const target = (edge: Edge) =>
    [
      nameOf(edge.to),
      edge.was?.percent !== undefined && `${share(edge.was.percent)} →`,
      edge.percent !== undefined && share(edge.percent),
      edge.mark && `(${op(edge.mark)})`,
    ]
      .filter(Boolean)
      .join(' ');
  const { card, rows, leadsTo, reachedFrom } = item;
  return (
    <li className="px-3 py-2 [contain-intrinsic-size:auto_76px] [content-visibility:auto]">
      <Entry id={card.id} subject={card.ref} onEdit={card.ghost ? undefined : onEdit}>
        <span className="truncate font-semibold">{card.name}</span>
        <CardFacts card={card} />
        {card.mark && <MarkBadge op={card.mark} />}
        <ProblemMark count={card.problems} />
      </Entry>
      <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-2 px-1.5 text-ink-2 text-xs">
        {rows.length === 0 && <Fact term={t('leadsTo')} items={leadsTo.map(target)} />}
        <Fact term={t('reachedFrom')} items={reachedFrom.map((edge) => nameOf(edge.from.row ?? edge.from.card))} />
      </dl>
      {rows.length > 0 && (
        <ol className="mt-1 ml-2 border-l pl-2">
          {rows.map((row) => (
            <li key={row.id}>
              <Entry id={row.id} subject={row.ref} onEdit={onEdit}>
                <span className="text-ink-3">{row.order}</span>
                <span className="truncate font-mono text-xs">{row.match}</span>
                <span className="truncate">{row.ref.name}</span>
                {row.mark && <MarkBadge op={row.mark} />}
              </Entry>
              <dl className="grid grid-cols-[auto_1fr] gap-x-2 px-1.5 pb-1 text-ink-2 text-xs">
                <Fact term={t('leadsTo')} items={row.leadsTo.map(target)} />
              </dl>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

interface EntryProps {
  id: string;
  subject: ResourceRef;
  onEdit: ((ref: ResourceRef) => void) | undefined;
  children: React.ReactNode;
}

function Entry({ id, subject, onEdit, children }: EntryProps) {
  const t = useTranslations('graph.outline');
  const { selected, select } = useCanvas();
  const mayWrite = useMayWrite();
  return (
    <div className="flex items-center gap-1">
      <button
        type="button"
        aria-pressed={selected === id}
        onClick={() => select(subject)}
        className={cn(
          'flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded px-1.5 text-left',
          selected === id ? 'bg-accent-tint' : 'hover:bg-canvas',
        )}
      >
        {children}
      </button>
      {onEdit && mayWrite && (
        <button
          type="button"
          aria-label={t('edit', { name: subject.name })}
          title={t('edit', { name: subject.name })}
          onClick={() => onEdit(subject)}
          className="flex size-7 shrink-0 items-center justify-center rounded text-ink-2 hover:bg-canvas hover:text-ink"
        >
          <Pencil aria-hidden="true" size={15} />
        </button>
      )}
    </div>
  );
}

function Fact({ term, items }: { term: string; items: readonly string[] }) {
  const t = useTranslations('graph.outline');
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 break-words">{items.length === 0 ? t('nothing') : items.join(', ')}</dd>
    </>
  );
}
