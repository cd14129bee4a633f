'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Verdict } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import type { LineStart } from '../canvas-context';

/** Where a line starts, as a resource. */
export function startOf(start: LineStart): ResourceRef {
  return start.type === 'new' ? start.from : start.edge.owner;
}

/** What letting a line go on a resource would do, or why it cannot be done. */
export function useVerdictText(): (start: LineStart, to: ResourceRef, verdict: Verdict) => string {
  const t = useTranslations('graph.connect');
  const refused = useTranslations('graph.refused');
  return useCallback(
    (start, to, verdict) => {
      const from = startOf(start);
      if (!verdict.ok) return refused(verdict.reason, { from: from.name, to: to.name });
      const text = t(`makes.${verdict.makes}`, { from: from.name, to: to.name });
      const replaces = verdict.replaces && t('replaces', { name: verdict.replaces.name });
      const caution = verdict.caution && t('protocol', { name: to.name });
      return [start.type === 'move' ? t('moves', { to: to.name }) : text, replaces, caution].filter(Boolean).join(' ');
    },
    [t, refused],
  );
}
