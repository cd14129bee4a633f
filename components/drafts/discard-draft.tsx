'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { deleteDraft, keys, paths } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { useDraftErrorText } from '../mesh-view';
import { Button, Dialog, ErrorState } from '../ui';

/** The question before a draft is deleted, since that cannot be undone. */
export function DiscardDraft({ draft, onClose }: { draft: ApiDraft; onClose: () => void }) {
  const t = useTranslations('drafts.discard');
  const common = useTranslations('common');
  const errorText = useDraftErrorText();
  const router = useRouter();
  const client = useQueryClient();
  const write = useMutation({
    mutationFn: () => deleteDraft(draft),
    onSuccess: () => {
      toast.success(t('done'));
      void client.invalidateQueries({ queryKey: keys.draftList(draft.mesh) });
      router.push(paths.drafts(draft.mesh));
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: draft.name })}
      description={t('lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" busy={write.isPending} onClick={() => write.mutate()}>
            {t('action')}
          </Button>
        </>
      }
    >
      {write.error && <ErrorState title={t('failed')} {...errorText(write.error)} />}
    </Dialog>
  );
}
