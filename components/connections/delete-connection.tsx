'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { deleteConnection, keys } from '@/lib/client';
import type { ConnectionView } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState } from '../ui';
import { useErrorText } from '../words';

/** The question before a connection ends, since its endpoints are gone with it. */
export function DeleteConnection({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const t = useTranslations('connections.delete');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const end = useWrite(keys.connections, deleteConnection);
  const { id, name, state } = connection;
  const count = state.services.reduce((sum, { instances }) => sum + instances, 0);
  const onSuccess = () => {
    toast.success(t('done', { name }));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      description={t('lead', { count })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" busy={end.isPending} onClick={() => end.mutate(id, { onSuccess })}>
            {t('action')}
          </Button>
        </>
      }
    >
      {end.error && <ErrorState title={t('failed')} {...errorText(end.error)} />}
    </Dialog>
  );
}
