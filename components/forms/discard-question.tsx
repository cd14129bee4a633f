'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui';

/** Cancel; asks in its place when something would be lost. */
export function DiscardQuestion({ isDirty, onDiscard }: { isDirty: boolean; onDiscard: () => void }) {
  const t = useTranslations();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button variant="ghost" className="ml-auto" onClick={() => (isDirty ? setAsked(true) : onDiscard())}>
        {t('common.cancel')}
      </Button>
    );
  }
  return (
    <span role="alert" className="ml-auto flex flex-wrap items-center gap-2">
      {t('forms.unsaved')}
      <Button variant="danger" onClick={onDiscard} autoFocus>
        {t('forms.discard')}
      </Button>
      <Button onClick={() => setAsked(false)}>{t('forms.keepEditing')}</Button>
    </span>
  );
}
