'use client';

import { Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMayWrite } from '../layout';
import { Button, IconButton } from '../ui';

export interface PickedBarProps {
  count: number;
  onDelete: () => void;
  onClear: () => void;
}

/** What can be done with several cards at once. Nothing while none are chosen together. */
export function PickedBar({ count, onDelete, onClear }: PickedBarProps) {
  const t = useTranslations('graph.picked');
  const mayWrite = useMayWrite();
  if (count === 0) return null;
  return (
    <div
      role="status"
      className="absolute top-14 left-1/2 z-10 flex -translate-x-1/2 items-center gap-2 rounded-md border border-accent bg-card py-1 pr-1 pl-3 shadow-lifted"
    >
      {t('count', { count })}
      {mayWrite && (
        <Button size="sm" variant="danger" onClick={onDelete}>
          <Trash2 aria-hidden="true" size={13} />
          {t('delete')}
        </Button>
      )}
      <IconButton icon={X} size="sm" label={t('clear')} onClick={onClear} />
    </div>
  );
}
