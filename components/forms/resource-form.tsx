'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { meshesQuery, snapshotQuery } from '@/lib/client';
import { type ApiResource, type ResourceRef, refKey } from '@/lib/model';
import { ErrorState, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { FormBody } from './form-body';
import type { ResourceFormProps } from './types';

/**
 * The form for creating or editing any kind: fields or YAML, then the difference, then saved live. It fills the width
 * that it gets (a side panel) and opens nothing above the page.
 */
export function ResourceForm(props: ResourceFormProps) {
  const { mesh, kind, mode, initial, parent } = props;
  const [saves, setSaves] = useState(0);
  const isNewMesh = kind === 'mesh' && mode === 'create';
  const meshes = useQuery({ ...meshesQuery(), enabled: isNewMesh });
  const snapshot = useQuery({ ...snapshotQuery(mesh), enabled: !isNewMesh });
  const errorText = useErrorText();
  const t = useTranslations();
  if (isNewMesh) {
    const names = meshes.data?.map((summary) => summary.mesh);
    return <FormBody {...props} snapshot={undefined} base={undefined} takenNames={names} />;
  }
  if (snapshot.isPending) return <FormSkeleton />;
  if (!snapshot.data) {
    const { message, detail } = errorText(snapshot.error);
    return (
      <ErrorState
        title={t('errors.title.load')}
        message={message}
        detail={detail}
        onRetry={() => void snapshot.refetch()}
        className="m-5"
      />
    );
  }
  const base =
    mode === 'edit' ? findStored(snapshot.data.resources, { kind, parent, name: initial?.name ?? '' }) : undefined;
  const identity = `${mode}/${kind}/${parent ?? ''}/${initial?.name ?? ''}`;
  // A form that stays open after saving begins anew from what it has stored.
  const onDone: ResourceFormProps['onDone'] = (saved) => {
    setSaves(saves + 1);
    props.onDone(saved);
  };
  return <FormBody key={`${identity}/${saves}`} {...props} onDone={onDone} snapshot={snapshot.data} base={base} />;
}

function findStored(resources: readonly ApiResource[], ref: ResourceRef): ApiResource | undefined {
  return resources.find((r) => refKey(r) === refKey(ref));
}

function FormSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-5">
      {['a', 'b', 'c', 'd'].map((row) => (
        <div key={row} className="flex flex-col gap-1.5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-8" />
        </div>
      ))}
    </div>
  );
}
