'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { cn } from '../ui';

/** Import and export of a mesh: two addresses, one entry of the rail. */
export function TransferTabs({ mesh }: { mesh: string }) {
  const t = useTranslations('transfer.tabs');
  const here = usePathname();
  const places = [
    { href: paths.import(mesh), label: t('import') },
    { href: paths.export(mesh), label: t('export') },
  ];
  return (
    <nav aria-label={t('label')} className="inline-flex gap-0.5 rounded-md border border-line-strong bg-canvas p-0.5">
      {places.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? 'page' : undefined}
          className={cn(
            'flex h-6 items-center rounded px-3 text-xs',
            here === href ? 'bg-card font-semibold text-ink shadow-card' : 'text-ink-2 hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
