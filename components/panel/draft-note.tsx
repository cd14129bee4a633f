'use client';

import { useTranslations } from 'next-intl';
import type { DraftMark } from '@/lib/model';
import { FieldChanges, MarkBadge, useMeshEdit } from '../mesh-view';
import { Button } from '../ui';

/** What the draft that is shown does to the selection, field by field, and the way to take that back. */
export function DraftNote({ mark }: { mark: DraftMark }) {
  const t = useTranslations('panel.draft');
  const { write, mayWrite } = useMeshEdit();
  const { ref, op, fields, broken } = mark;
  const drop = () => void write({ drops: [ref], title: t('dropped', { name: ref.name }) });
  return (
    <section className="mx-5 mb-2 flex flex-col gap-1.5 rounded-md border bg-canvas px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <MarkBadge op={op} />
        <span className="min-w-0 flex-1 text-ink-2 text-xs">{t(broken ? 'broken' : op)}</span>
        {mayWrite && (
          <Button variant="link" size="sm" onClick={drop}>
            {t(op === 'removed' ? 'keep' : 'drop')}
          </Button>
        )}
      </div>
      {fields.length > 0 && (
        <div className="max-h-32 overflow-y-auto text-xs">
          <FieldChanges brief fields={fields} />
        </div>
      )}
    </section>
  );
}
