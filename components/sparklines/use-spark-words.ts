'use client';

import { useTranslations } from 'next-intl';
import type { SparkFacts } from '@/lib/graph';
import { useFigures } from '../ui';

/** A sparkline in sentences. */
export function useSparkWords(bucketSeconds: number): (name: string, facts: SparkFacts | undefined) => string {
  const t = useTranslations('traffic.spark');
  const figures = useFigures();
  return (name, facts) => {
    if (!facts) return [t('subject', { name }), t('notKnown')].join(' ');
    const { now, min, max, failed, gaps } = facts;
    const sentences = [
      t('subject', { name }),
      now === undefined ? t('nowNotKnown') : t('now', { rate: figures.rate(now) }),
      t('range', { min: figures.rate(min), max: figures.rate(max) }),
      ...(failed > 0 ? [t('failed', { share: figures.percent(failed * 100) })] : []),
      ...(gaps > 0 ? [t('gap', { seconds: gaps * bucketSeconds })] : []),
    ];
    return sentences.join(' ');
  };
}
