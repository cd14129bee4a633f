'use client';

import { useTranslations } from 'next-intl';
import type { Edge, OutlineLine } from '@/lib/graph';
import { useFigures } from '../../ui';

/** The name in a `refKey`. */
export function nameOf(id: string): string {
  return decodeURIComponent(id.split('/')[2] ?? '');
}

/** What a line says of an arrow, and what a line is called in the names of its buttons. */
export function useLineWords() {
  const t = useTranslations('graph.outline.arrow');
  const figures = useFigures();
  const share = (percent: number) => figures.percent(Math.round(percent * 10) / 10);
  const edge = (one: Edge): string => {
    const to = nameOf(one.to);
    if (one.kind !== 'target') return t(one.kind, { to });
    const was = one.was?.percent;
    const percent = one.percent === undefined ? '' : share(one.percent);
    if (percent === '') return t('targetAny', { to });
    return was === undefined ? t('target', { to, percent }) : t('targetChanged', { to, percent, was: share(was) });
  };
  const name = (line: OutlineLine): string => {
    if (line.type === 'kind') return line.kind;
    if (line.type === 'edge') return `${line.edge.owner.name} → ${nameOf(line.edge.to)}`;
    return (line.type === 'card' ? line.card.ref : line.row.ref).name;
  };
  return { edge, name };
}
