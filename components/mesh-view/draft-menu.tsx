'use client';

import { ChevronDown, FileCheck, List, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { DraftSummary } from '@/lib/model';
import { useMayWrite } from '../layout';
import { IconButton, Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui';

export interface DraftMenuProps {
  mesh: string;
  /** The draft that is shown. */
  shown: string | undefined;
  open: readonly DraftSummary[];
  onShow: (id: string) => void;
  onNew: () => void;
}

/** The open drafts: which one is looked at, a new one, all of them. */
export function DraftMenu({ mesh, shown, open, onShow, onNew }: DraftMenuProps) {
  const t = useTranslations('view');
  const drafts = useTranslations('drafts');
  const router = useRouter();
  const mayWrite = useMayWrite();
  return (
    <Menu trigger={<IconButton icon={ChevronDown} label={t('menu')} />}>
      {open.length > 0 && <MenuLabel>{t('open')}</MenuLabel>}
      {open.map(({ id, name, resources }) => (
        <MenuItem key={id} checked={id === shown} onSelect={() => onShow(id)}>
          <span className="max-w-72 flex-1 truncate">{name}</span>
          <span className="ml-4 text-ink-2 text-xs">{drafts('changes', { count: resources })}</span>
        </MenuItem>
      ))}
      {open.length > 0 && <MenuSeparator />}
      {shown !== undefined && (
        <MenuItem onSelect={() => router.push(paths.draft(mesh, shown))}>
          <FileCheck aria-hidden="true" size={15} />
          {t('review')}
        </MenuItem>
      )}
      <MenuItem disabled={!mayWrite} onSelect={onNew}>
        <Plus aria-hidden="true" size={15} />
        {t('new')}
      </MenuItem>
      <MenuItem onSelect={() => router.push(paths.drafts(mesh))}>
        <List aria-hidden="true" size={15} />
        {t('all')}
      </MenuItem>
    </Menu>
  );
}
