'use client';

import {
  ArrowLeftRight,
  BookOpen,
  FilePen,
  History,
  House,
  List,
  type LucideIcon,
  PanelLeft,
  Server,
  Settings,
  Workflow,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { cn, IconButton } from '../ui';
import { useView } from './address';

interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
}

export interface RailProps {
  /** The mesh that one is in, if any: its pages are listed then. */
  mesh: string | undefined;
  collapsed: boolean;
  onToggle: () => void;
}

/** The left rail. Narrow windows and those who like it show icons only. */
export function Rail({ mesh, collapsed, onToggle }: RailProps) {
  const t = useTranslations('shell.nav');
  const view = useView();
  const inMesh: Place[] = mesh
    ? [
        { href: paths.graph(mesh, view), label: t('graph'), icon: Workflow },
        { href: paths.resources(mesh, view), label: t('resources'), icon: List },
        { href: paths.proxies(mesh), label: t('proxies'), icon: Server },
        { href: paths.drafts(mesh), label: t('drafts'), icon: FilePen },
        { href: paths.changes(mesh), label: t('changes'), icon: History },
        { href: paths.import(mesh), label: t('transfer'), icon: ArrowLeftRight },
      ]
    : [];
  return (
    <nav
      aria-label={t('label')}
      className={cn('flex shrink-0 flex-col border-r bg-card px-2.5 py-3', collapsed ? 'w-13' : 'w-13 lg:w-56')}
    >
      <ul className="flex flex-col gap-0.5">
        <Item place={{ href: paths.meshes(), label: t('meshes'), icon: House }} collapsed={collapsed} />
        {inMesh.length > 0 && <li aria-hidden="true" className="mx-1 my-2 border-b" />}
        {inMesh.map((place) => (
          <Item key={place.href} place={place} collapsed={collapsed} />
        ))}
      </ul>
      <ul className="mt-auto mb-1 flex flex-col gap-0.5">
        <Item place={{ href: paths.connections(), label: t('settings'), icon: Settings }} collapsed={collapsed} />
        <Item place={{ href: paths.help(), label: t('help'), icon: BookOpen }} collapsed={collapsed} />
      </ul>
      <div className="hidden lg:block">
        <IconButton
          icon={PanelLeft}
          label={collapsed ? t('expand') : t('collapse')}
          aria-expanded={!collapsed}
          onClick={onToggle}
        />
      </div>
    </nav>
  );
}

function Item({ place: { href, label, icon: Icon }, collapsed }: { place: Place; collapsed: boolean }) {
  const path = usePathname();
  const [place = href] = href.split('?');
  const here =
    path === place ||
    (place.startsWith('/settings/') && path.startsWith('/settings/')) ||
    (place.endsWith('/drafts') && path.startsWith(`${place}/`)) ||
    (place.endsWith('/import') && path === place.replace(/import$/, 'export'));
  return (
    <li>
      <Link
        href={href}
        aria-current={here ? 'page' : undefined}
        title={label}
        className={cn(
          'flex h-8 items-center gap-3 rounded-md px-2 transition-colors',
          here ? 'bg-accent-tint font-semibold text-accent' : 'text-ink-2 hover:bg-canvas hover:text-ink',
        )}
      >
        <Icon aria-hidden="true" size={16} className="shrink-0" />
        <span className={cn('truncate', collapsed ? 'sr-only' : 'max-lg:sr-only')}>{label}</span>
      </Link>
    </li>
  );
}
