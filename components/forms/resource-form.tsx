'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { meshesQuery } from '@/lib/client';
import { type ApiResource, type ResourceRef, refKey } from '@/lib/model';
import { type MeshView, useMeshView } from '../mesh-view';
import { ErrorState, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { FormBody } from './form-body';
import type { ResourceFormProps } from './types';

/**
 * The form for creating or editing any kind: fields or YAML, saved to a draft or, after a look at the difference, applied
 * at once. It edits the mesh as the view shows it, fills the width that it gets (a side panel) and opens nothing above
 * the page.
 */
export function ResourceForm(props: ResourceFormProps) {
  const { mesh, kind, mode, initial, parent } = props;
  const [saves, setSaves] = useState(0);
  const isNewMesh = kind === 'mesh' && mode === 'create';
  const meshes = useQuery({ ...meshesQuery(), enabled: isNewMesh });
  const view = useMeshView(isNewMesh ? undefined : mesh);
  const errorText = useErrorText();
  const t = useTranslations();
  if (isNewMesh) {
    const names = meshes.data?.map((summary) => summary.mesh);
    return <FormBody {...props} snapshot={undefined} base={undefined} takenNames={names} />;
  }
  if (!view.snapshot && !view.error) return <FormSkeleton />;
  if (!view.snapshot) {
    const { message, detail } = errorText(view.error);
    return (
      <ErrorState
        title={t('errors.title.load')}
        message={message}
        detail={detail}
        onRetry={view.retry}
        className="m-5"
      />
    );
  }
  const base = mode === 'edit' ? findShown(view, { kind, parent, name: initial?.name ?? '' }) : undefined;
  const identity = `${view.draft?.id ?? ''}/${mode}/${kind}/${parent ?? ''}/${initial?.name ?? ''}`;
  // A form that stays open after saving begins anew from what it has stored.
  const onDone: ResourceFormProps['onDone'] = (saved) => {
    setSaves(saves + 1);
    props.onDone(saved);
  };
  return <FormBody key={`${identity}/${saves}`} {...props} onDone={onDone} snapshot={view.snapshot} base={base} />;
}

/** The resource as the view has it; where a draft breaks a rule, what it holds is what a person wants to mend. */
function findShown({ snapshot, marks }: MeshView, ref: ResourceRef): ApiResource | undefined {
  const key = refKey(ref);
  const shown = snapshot?.resources.find((resource) => refKey(resource) === key);
  const mark = marks.get(key);
  return shown && mark?.broken && mark.spec ? { ...shown, spec: mark.spec } : shown;
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
