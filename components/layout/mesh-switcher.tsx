'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { meshesQuery, paths } from '@/lib/client';
import { Button, Menu, MenuItem, MenuSeparator } from '../ui';

export function MeshSwitcher({ mesh }: { mesh: string | undefined }) {
  const t = useTranslations('shell.meshSwitcher');
  const router = useRouter();
  const { data } = useQuery(meshesQuery());
  const trigger = (
    <Button aria-label={`${t('label')}: ${mesh ?? t('none')}`} className="min-w-0 max-w-60 shrink font-semibold">
      <span className="truncate">{mesh ?? t('none')}</span>
      <ChevronDown aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="start">
      {(data ?? []).map((other) => (
        <MenuItem key={other.mesh} checked={other.mesh === mesh} onSelect={() => router.push(paths.graph(other.mesh))}>
          <span className="max-w-80 truncate">{other.mesh}</span>
        </MenuItem>
      ))}
      {data?.length ? <MenuSeparator /> : null}
      <MenuItem checked={false} onSelect={() => router.push(paths.meshes())}>
        {t('all')}
      </MenuItem>
    </Menu>
  );
}
