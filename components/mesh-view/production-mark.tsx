'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths, settingsQuery } from '@/lib/client';
import { Badge, Tooltip } from '../ui';

/** Says that the mesh is marked as production; leads to where that is changed. */
export function ProductionMark({ mesh }: { mesh: string }) {
  const t = useTranslations('view.production');
  const { data } = useQuery(settingsQuery(mesh));
  if (!data?.production) return null;
  return (
    <Tooltip text={t('hint')}>
      <Link href={paths.graph(mesh, { select: { kind: 'mesh', name: mesh } })} className="rounded max-md:hidden">
        <Badge tone="attention">{t('mark')}</Badge>
      </Link>
    </Tooltip>
  );
}
