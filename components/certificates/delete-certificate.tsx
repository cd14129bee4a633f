'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { keys, removeCertificate } from '@/lib/client';
import type { UsedCertificate } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState } from '../ui';
import { useErrorText } from '../words';
import { displayName, isOwnAuthority } from './naming';
import { Uses } from './uses';

/** The question before something is held no longer, with everything that needs it. */
export function DeleteCertificate({ certificate, onClose }: { certificate: UsedCertificate; onClose: () => void }) {
  const t = useTranslations('certificates.delete');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const end = useWrite(keys.certificates, removeCertificate);
  const { arn, kind, uses } = certificate;
  const name = displayName(certificate);
  const onSuccess = () => {
    toast.success(t('done', { name }));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      description={uses.length === 0 ? t('unused') : t(kind, { count: uses.length })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" busy={end.isPending} onClick={() => end.mutate(arn, { onSuccess })}>
            {t('action')}
          </Button>
        </>
      }
    >
      {uses.length > 0 && <Uses uses={uses} whole />}
      {isOwnAuthority(certificate) && <p className="mt-2 text-attention-ink">{t('own')}</p>}
      {end.error && <ErrorState title={t('failed')} {...errorText(end.error)} />}
    </Dialog>
  );
}
