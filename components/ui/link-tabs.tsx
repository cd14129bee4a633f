'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from './cn';

export interface LinkTabsProps {
  label: string;
  places: readonly { href: string; label: string }[];
}

/** Two or three pages that share one entry of the rail. */
export function LinkTabs({ label, places }: LinkTabsProps) {
  const here = usePathname();
  return (
    <nav aria-label={label} className="inline-flex gap-0.5 rounded-md border border-line-strong bg-canvas p-0.5">
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          aria-current={here === place.href ? 'page' : undefined}
          className={cn(
            'flex h-6 items-center whitespace-nowrap rounded px-3 text-xs',
            here === place.href ? 'bg-card font-semibold text-ink shadow-card' : 'text-ink-2 hover:text-ink',
          )}
        >
          {place.label}
        </Link>
      ))}
    </nav>
  );
}
