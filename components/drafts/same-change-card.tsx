'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { DraftPlan } from '@/lib/model';
import { useMeshView } from '../mesh-view';
import { Skeleton } from '../ui';
import { Card } from './card';

/** The writers of other formats are loaded only where somebody reads a review. */
const SameChange = dynamic(() => import('./same-change').then((m) => m.SameChange), {
  ssr: false,
  loading: () => <Skeleton className="h-24" />,
});

/** The same change for the AWS CLI, Kubernetes and CloudFormation: for whoever owns these resources elsewhere. */
export function SameChangeCard({ mesh, plan }: { mesh: string; plan: DraftPlan }) {
  const t = useTranslations('drafts.also');
  const { snapshot, live } = useMeshView(mesh);
  if (plan.changes.length === 0) return null;
  return (
    <Card title={t('title')}>
      {snapshot && live ? (
        <SameChange mesh={mesh} plan={plan} before={live} after={snapshot} />
      ) : (
        <Skeleton className="h-24" />
      )}
    </Card>
  );
}
