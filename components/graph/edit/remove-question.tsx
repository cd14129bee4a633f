'use client';

import { useTranslations } from 'next-intl';
import type { Removal } from '@/lib/graph';
import { type ResourceRef, refKey } from '@/lib/model';
import { Button, Dialog, KindGlyph } from '../../ui';

export interface RemoveQuestionProps {
  refs: readonly ResourceRef[];
  removal: Removal;
  /** `mend` takes the references out as well. */
  onAnswer: (answer: 'mend' | 'keep' | 'cancel') => void;
}

const SHOWN = 8;

/** Asked only when something else would break: what needs the resources, and what can be done about it. */
export function RemoveQuestion({ refs, removal, onAnswer }: RemoveQuestionProps) {
  const t = useTranslations();
  const { breaks, mends, stuck } = removal;
  const name = refs[0]?.name ?? '';
  const isStuck = new Set(stuck.map(refKey));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onAnswer('cancel')}
      title={
        refs.length === 1 ? t('graph.remove.title', { name }) : t('graph.remove.titleMany', { count: refs.length })
      }
      description={t('graph.remove.lead')}
      footer={
        <>
          <Button onClick={() => onAnswer('cancel')}>{t('common.cancel')}</Button>
          {mends.length > 0 && (
            <Button variant="danger" onClick={() => onAnswer('keep')}>
              {t('graph.remove.keep')}
            </Button>
          )}
          <Button
            variant={mends.length > 0 ? 'primary' : 'danger'}
            onClick={() => onAnswer(mends.length > 0 ? 'mend' : 'keep')}
          >
            {mends.length > 0 ? t('graph.remove.mend') : t('graph.remove.anyway')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-1.5">
        {breaks.slice(0, SHOWN).map(({ ref, relation }) => (
          <li key={refKey(ref)} className="flex items-start gap-2">
            <KindGlyph kind={ref.kind} size={18} className="mt-0.5" />
            <span className="min-w-0 break-words">
              {t(`forms.delete.relation.${relation}`, { kind: t(`kinds.inText.${ref.kind}`), name: ref.name })}
              {isStuck.has(refKey(ref)) && (
                <span className="block text-bad-ink text-xs">{t('graph.remove.stuck')}</span>
              )}
            </span>
          </li>
        ))}
        {breaks.length > SHOWN && <li className="text-ink-2">{t('changes.more', { count: breaks.length - SHOWN })}</li>}
      </ul>
    </Dialog>
  );
}
