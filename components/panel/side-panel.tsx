'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PageState } from '@/lib/client';
import { findResource } from '@/lib/graph';
import { type ResourceRef, refKey } from '@/lib/model';
import { DeleteResource, ResourceForm } from '../forms';
import { useMeshView } from '../mesh-view';
import { Skeleton } from '../ui';
import { AbsentResource } from './absent-resource';
import { DraftNote } from './draft-note';
import { PanelFrame } from './panel-frame';
import { ResourceTabs } from './resource-tabs';

export interface SidePanelProps {
  mesh: string;
  /** What the page's address says: the selection, its tab, or an open form for something new. */
  page: PageState;
  go: (next: PageState) => void;
}

/** The panel at the right: what is selected, or a form for something new. Nothing when the address names neither. */
export function SidePanel({ mesh, page, go }: SidePanelProps) {
  const { snapshot, marks } = useMeshView(mesh);
  const [deleting, setDeleting] = useState<ResourceRef>();
  const t = useTranslations('panel');
  const kinds = useTranslations('kinds.one');
  const close = () => go({});
  const { create, parent, select } = page;
  if (create) {
    return (
      <PanelFrame title={t('create', { kind: kinds(create) })} lead={parent ?? mesh} kind={create} onClose={close}>
        <ResourceForm
          key={`${create} ${parent ?? ''}`}
          mesh={mesh}
          kind={create}
          mode="create"
          parent={parent}
          initial={page.name === undefined ? undefined : { name: page.name }}
          onDone={({ ref }) => go({ select: ref })}
          onCancel={close}
        />
      </PanelFrame>
    );
  }
  if (!select) return null;
  const resource = snapshot && findResource(snapshot, select);
  const mark = marks.get(refKey(select));
  const lead = select.parent
    ? t('inParent', { kind: kinds(select.kind), parent: select.parent })
    : t('inMesh', { kind: kinds(select.kind), parent: mesh });
  return (
    <PanelFrame
      title={select.name}
      lead={lead}
      kind={select.kind}
      onClose={close}
      onEdit={resource && (() => go({ select, tab: 'configuration' }))}
      onDelete={resource && (() => setDeleting(select))}
    >
      {mark && <DraftNote mark={mark} />}
      {!snapshot ? (
        <PanelSkeleton />
      ) : mark?.op === 'removed' ? null : resource ? (
        <ResourceTabs mesh={mesh} snapshot={snapshot} resource={resource} page={page} go={go} />
      ) : (
        <AbsentResource mesh={mesh} snapshot={snapshot} subject={select} go={go} />
      )}
      <DeleteResource
        mesh={mesh}
        target={deleting}
        onClose={() => setDeleting(undefined)}
        onDone={() => {
          setDeleting(undefined);
          close();
        }}
      />
    </PanelFrame>
  );
}

function PanelSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-5">
      <Skeleton className="h-8" />
      <Skeleton className="h-10" />
      <Skeleton className="h-24" />
    </div>
  );
}
