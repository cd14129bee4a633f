'use client';

import { useTranslations } from 'next-intl';
import { Button, CopyButton, Dialog } from '../ui';

/** A new token: this is the only time that anybody sees it. */
export function MadeToken({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useTranslations('credentials.made');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="flex items-start gap-2 rounded-md border bg-canvas py-2 pr-1 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{token}</code>
        <CopyButton text={token} />
      </div>
      <p className="mt-2 text-ink-2 text-xs">{t('use')}</p>
    </Dialog>
  );
}
