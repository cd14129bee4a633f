'use client';

import { Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { ApiSnapshot, Kind, ResourceRef } from '@/lib/model';
import { AddMenu, DeleteResource } from '../forms';
import { Page } from '../layout';
import { LoadedView, type MeshView, useMeshView } from '../mesh-view';
import { SidePanel } from '../panel';
import { Button, EmptyState, PageHeader, Skeleton } from '../ui';
import { Filters } from './filters';
import { ResourceTable } from './resource-table';
import { filterRows, rowsOf } from './rows';
import { type ResourcesPageState, useResourcesPage } from './use-resources-page';

/** Every resource of a mesh. Filter and selection live in the address. */
export function ResourcesPage({ mesh }: { mesh: string }) {
  const t = useTranslations('resources');
  const view = useMeshView(mesh);
  const [page, go] = useResourcesPage(mesh);
  const [deleting, setDeleting] = useState<ResourceRef>();
  const add = (create: Kind) =>
    go({ create, select: undefined, tab: undefined, parent: parentFor(create, page.select) });
  const close = () => go(CLOSED);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && (page.select || page.create)) close();
  };
  const { snapshot: data } = view;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that holds for everything inside
    <div className="flex h-full min-h-0 overflow-hidden" onKeyDown={onKeyDown}>
      <div className="@container relative min-w-0 flex-1 overflow-auto">
        <Page>
          <PageHeader
            title={t('title')}
            lead={data && t('lead', { count: data.resources.length - 1, revision: String(data.revision) })}
            actions={<AddMenu onAdd={add} />}
          />
          <LoadedView view={view} skeleton={<Waiting />}>
            {(snapshot) => (
              <Found snapshot={snapshot} marks={view.marks} page={page} go={go} onAdd={add} onDelete={setDeleting} />
            )}
          </LoadedView>
        </Page>
      </div>
      {data && <SidePanel mesh={mesh} page={page} go={(next) => go({ ...CLOSED, ...next })} />}
      <DeleteResource
        mesh={mesh}
        target={deleting}
        onClose={() => setDeleting(undefined)}
        onDone={() => {
          setDeleting(undefined);
          close();
        }}
      />
    </div>
  );
}

const CLOSED = {
  select: undefined,
  tab: undefined,
  field: undefined,
  create: undefined,
  parent: undefined,
  name: undefined,
};

/** A route for the router that is selected. */
function parentFor(kind: Kind, selected: ResourceRef | undefined): string | undefined {
  const holder = kind === 'route' ? 'virtualRouter' : kind === 'gatewayRoute' ? 'virtualGateway' : undefined;
  if (!holder || !selected) return undefined;
  if (selected.kind === holder) return selected.name;
  return selected.kind === kind ? selected.parent : undefined;
}

interface FoundProps {
  snapshot: ApiSnapshot;
  marks: MeshView['marks'];
  page: ResourcesPageState;
  go: (change: Partial<ResourcesPageState>) => void;
  onAdd: (kind: Kind) => void;
  onDelete: (ref: ResourceRef) => void;
}

function Found({ snapshot, marks, page, go, onAdd, onDelete }: FoundProps) {
  const t = useTranslations('resources');
  const all = rowsOf(snapshot, marks);
  const rows = filterRows(all, page);
  const isEmpty = all.length <= 1;
  return (
    <div className="flex flex-col gap-3">
      {!isEmpty && <Filters rows={all} page={page} go={go} />}
      {rows.length > 0 && (
        <ResourceTable
          rows={rows}
          selected={page.select}
          onSelect={(select) => go({ ...CLOSED, select })}
          onEdit={(select) => go({ ...CLOSED, select, tab: 'configuration' })}
          onDelete={onDelete}
        />
      )}
      {isEmpty && (
        <EmptyState icon={Layers} title={t('empty.title')} hint={t('empty.hint')} actions={<AddMenu onAdd={onAdd} />} />
      )}
      {!isEmpty && rows.length === 0 && (
        <EmptyState
          icon={Layers}
          title={t('noMatch.title')}
          hint={t('noMatch.hint')}
          actions={
            <Button onClick={() => go({ kind: undefined, search: undefined, problems: undefined })}>
              {t('noMatch.clear')}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}
