'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { ApiPerson } from '@/lib/model';
import { LiveProvider } from './live';
import { OfflineNotice } from './offline-notice';
import { PersonProvider } from './person';
import { Rail } from './rail';
import { TopBar } from './top-bar';

export interface AppShellProps {
  person: ApiPerson;
  /** Stands in the top bar, before what belongs to the person. */
  meshTools: ReactNode;
  children: ReactNode;
}

/** The frame around every page of a signed-in person. */
export function AppShell({ person, meshTools, children }: AppShellProps) {
  const t = useTranslations('shell');
  const { mesh: segment } = useParams<{ mesh?: string }>();
  const mesh = segment === undefined ? undefined : decodeURIComponent(segment);
  const [collapsed, setCollapsed] = useState(false);
  return (
    <PersonProvider person={person}>
      <LiveProvider mesh={mesh}>
        <div className="relative flex h-dvh flex-col overflow-hidden">
          <a
            href="#content"
            className="sr-only z-50 rounded bg-card p-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            {t('skipToContent')}
          </a>
          <TopBar mesh={mesh}>{meshTools}</TopBar>
          <OfflineNotice />
          <div className="flex min-h-0 flex-1">
            <Rail mesh={mesh} collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
            <main id="content" tabIndex={-1} className="relative min-w-0 flex-1 overflow-auto outline-none">
              {children}
            </main>
          </div>
        </div>
      </LiveProvider>
    </PersonProvider>
  );
}
