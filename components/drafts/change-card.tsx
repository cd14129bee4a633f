'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { editDraft } from '@/lib/client';
import type { ApiDraft, DraftPlan } from '@/lib/model';
import { DiffView, printYaml } from '../forms';
import { useMayWrite } from '../layout';
import { FieldChanges, useDraftErrorText, useDraftWrite } from '../mesh-view';
import { ErrorState, IconButton } from '../ui';
import { Card } from './card';
import { ResourceTitle } from './resource-title';

export interface ChangeCardProps {
  draft: ApiDraft;
  change: DraftPlan['changes'][number];
}

/** What a draft does to one resource: its fields in words, and the same as YAML. */
export function ChangeCard({ draft, change }: ChangeCardProps) {
  const { ref, op, before, after, fields, owner } = change;
  const t = useTranslations();
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const drop = useDraftWrite(draft.mesh, () => editDraft(draft, [{ op: 'drop', ref }]));
  const isForeign = owner && ['controller', 'terraform', 'cloudformation'].includes(owner.door);
  return (
    <Card
      title={<ResourceTitle target={ref} op={op} />}
      note={
        mayWrite && (
          <IconButton
            icon={Undo2}
            size="sm"
            label={t('drafts.change.drop', { name: ref.name })}
            disabled={drop.isPending}
            onClick={() =>
              drop.mutate(undefined, { onSuccess: () => toast(t('drafts.change.dropped', { name: ref.name })) })
            }
          />
        )
      }
    >
      {drop.error && <ErrorState title={t('drafts.changeFailed')} {...errorText(drop.error)} />}
      {isForeign && (
        <p className="text-attention-ink text-xs">
          {t('drafts.change.owned', { door: t(`common.door.${owner.door}`), who: owner.who })}
        </p>
      )}
      {op === 'changed' ? (
        <FieldChanges fields={fields} />
      ) : (
        <p>{t(op === 'added' ? 'drafts.change.wholeAdded' : 'drafts.change.wholeRemoved')}</p>
      )}
      <DiffView before={specText(before)} after={specText(after)} />
    </Card>
  );
}

/** A spec as YAML; one that is not there has no line. */
export function specText(spec: Record<string, unknown> | undefined): string {
  return spec ? printYaml(spec) || '{}\n' : '';
}
