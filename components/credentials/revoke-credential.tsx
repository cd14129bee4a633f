'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { keys, revokeCredential } from '@/lib/client';
import type { CredentialView } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState } from '../ui';
import { useErrorText } from '../words';

/** The question before a credential ends, since proxies lose their connection and it cannot be undone. */
export function RevokeCredential({ credential, onClose }: { credential: CredentialView; onClose: () => void }) {
  const t = useTranslations('credentials.revoke');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const end = useWrite(keys.credentials, revokeCredential);
  const onSuccess = () => {
    toast.success(t('done', { name: credential.name }));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: credential.name })}
      description={t('lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" busy={end.isPending} onClick={() => end.mutate(credential.id, { onSuccess })}>
            {t('action')}
          </Button>
        </>
      }
    >
      {end.error && <ErrorState title={t('failed')} {...errorText(end.error)} />}
    </Dialog>
  );
}
