'use client';

import { useTranslations } from 'next-intl';
import { Skeleton } from '../ui';

const COLUMNS = [2, 2, 3];

/** Cards where cards will be, until the mesh and its layout are there. */
export function GraphSkeleton() {
  const t = useTranslations('graph');
  return (
    <div
      role="status"
      aria-label={t('loading')}
      className="absolute inset-0 flex items-center justify-center gap-24 px-8 pt-12"
    >
      {COLUMNS.map((rows, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns of a fixed picture
        <div key={column} className="flex flex-col gap-10">
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed picture
            <Skeleton key={row} className="h-13 w-52 rounded-lg" />
          ))}
        </div>
      ))}
    </div>
  );
}
