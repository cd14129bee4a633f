'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { toast } from 'sonner';
import { draftQuery, hasView } from '@/lib/client';
import { useView } from '../layout';
import { leaveDraft } from './current-view';
import { hasEnded } from './use-mesh-view';

/** When the draft that is shown is applied or discarded, by whomever: says so and goes on to Live. */
export function useEndedDraft(mesh: string): void {
  const t = useTranslations('view.ended');
  const { draft: id } = useView();
  const canShow = hasView(usePathname());
  const { data, error } = useQuery({ ...draftQuery(mesh, id ?? ''), enabled: id !== undefined });
  const ended = id !== undefined && hasEnded({ data, error });
  const { name, appliedRevision } = data ?? {};
  useEffect(() => {
    if (!ended || !canShow) return;
    leaveDraft(mesh, id);
    const text =
      appliedRevision === undefined ? t('gone') : t('applied', { name: name ?? '', revision: String(appliedRevision) });
    toast(text, { id: `ended ${id}` });
  }, [ended, canShow, mesh, id, name, appliedRevision, t]);
}
