'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { paths } from '@/lib/client';
import { ConnectionBadge } from './connection-badge';
import { Logo } from './logo';
import { MeshSwitcher } from './mesh-switcher';
import { LanguageMenu, PersonMenu, ThemeMenu } from './preferences';

export function TopBar({ mesh, children }: { mesh: string | undefined; children: ReactNode }) {
  const t = useTranslations('common');
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-card px-4">
      <Link href={paths.meshes()} className="flex items-center gap-2.5 rounded font-semibold lg:w-50">
        <Logo />
        <span className="max-lg:sr-only">{t('product')}</span>
      </Link>
      <MeshSwitcher mesh={mesh} />
      <ConnectionBadge mesh={mesh} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {children}
        <LanguageMenu />
        <ThemeMenu />
        <PersonMenu />
      </div>
    </header>
  );
}
