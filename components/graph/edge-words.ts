'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Edge, EdgeTraffic } from '@/lib/graph';
import { useFigures } from '../ui';
import type { EdgeWords } from './flow-elements';

const nameOf = (id: string) => decodeURIComponent(id.split('/')[2] ?? '');

/** What an arrow says in the reader's language: a short label, and the whole sentence with all that is known. */
export function useEdgeWords(showTraffic: boolean): (edge: Edge, figures: EdgeTraffic | undefined) => EdgeWords {
  const t = useTranslations('graph.edge');
  const op = useTranslations('common.op');
  const format = useFigures();
  return useCallback(
    (edge, figures) => {
      const names = { from: nameOf(edge.from.row ?? edge.from.card), to: nameOf(edge.to) };
      const percent = edge.percent === undefined ? undefined : format.percent(Math.round(edge.percent * 10) / 10);
      const sentence =
        edge.kind === 'target'
          ? percent === undefined
            ? t('targetAny', names)
            : t('target', { ...names, percent })
          : t(edge.kind, names);
      const facts = showTraffic && !edge.mark ? factsOf(figures, t, format) : [];
      const was = edge.was?.percent;
      const ghost =
        was === undefined || percent === undefined
          ? undefined
          : t('ghost', { from: format.percent(Math.round(was * 10) / 10), to: percent });
      const marked = edge.mark && (ghost ? `${op(edge.mark)}: ${ghost}` : op(edge.mark));
      return {
        title: [sentence, marked, ...facts].filter(Boolean).join(' · '),
        text:
          ghost ?? percent ?? (edge.mark ? op(edge.mark) : showTraffic && figures ? rateText(figures, t, format) : ''),
      };
    },
    [t, op, format, showTraffic],
  );
}

type Words = ReturnType<typeof useTranslations<'graph.edge'>>;
type Format = ReturnType<typeof useFigures>;

/** Requests per second; with the success rate where it is not good. */
function rateText(figures: EdgeTraffic, t: Words, format: Format): string {
  const rate = t('perSecond', { rate: format.rate(figures.requestsPerSecond) });
  const { successRate } = figures;
  return successRate === undefined || successRate >= 0.99 ? rate : `${rate} · ${format.success(successRate)}`;
}

function factsOf(figures: EdgeTraffic | undefined, t: Words, format: Format): string[] {
  if (!figures) return [t('notKnown')];
  if (figures.successRate === undefined && figures.requestsPerSecond === 0) return [t('idle')];
  const { share, successRate, p50Ms, p99Ms } = figures;
  return [
    ...(share === undefined ? [] : [t('share', { share: format.percent(share) })]),
    t('rate', { rate: format.rate(figures.requestsPerSecond) }),
    ...(successRate === undefined ? [] : [t('success', { success: format.success(successRate) })]),
    ...(p50Ms === undefined || p99Ms === undefined
      ? []
      : [t('latency', { p50: format.ms(p50Ms), p99: format.ms(p99Ms) })]),
  ];
}
