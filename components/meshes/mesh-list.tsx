'use client';

import { useQuery } from '@tanstack/react-query';
import { FileInput, Network, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { meshesQuery, paths } from '@/lib/client';
import type { MeshSummary } from '@/lib/model';
import { DeleteResource } from '../forms';
import { Loaded, Page, useMayWrite } from '../layout';
import { MeshEditProvider } from '../mesh-view';
import { Button, EmptyState, Input, PageHeader, Tooltip } from '../ui';
import { MeshDialog } from './mesh-dialog';
import { MeshTable, MeshTableSkeleton } from './mesh-table';

type Open = { what: 'create' } | { what: 'edit' | 'delete'; mesh: string };

/** All meshes of this control plane. */
export function MeshList() {
  const t = useTranslations();
  const query = useQuery(meshesQuery());
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <>
      <Button asChild>
        <Link href={paths.import()}>
          <FileInput aria-hidden="true" size={15} />
          {t('transfer.import.fromFiles')}
        </Link>
      </Button>
      <Tooltip text={mayWrite ? '' : t('shell.person.viewerHint')}>
        <Button variant="primary" disabled={!mayWrite} onClick={() => setOpen({ what: 'create' })}>
          <Plus aria-hidden="true" size={15} />
          {t('meshes.create')}
        </Button>
      </Tooltip>
    </>
  );
  return (
    <Page>
      <PageHeader
        title={t('meshes.title')}
        lead={query.data && query.data.length > 0 ? t('meshes.lead', { count: query.data.length }) : undefined}
        actions={query.data?.length !== 0 && create}
      />
      <Loaded query={query} skeleton={<MeshTableSkeleton />}>
        {(meshes) =>
          meshes.length === 0 ? (
            <EmptyState icon={Network} title={t('meshes.empty.title')} hint={t('meshes.empty.hint')} actions={create} />
          ) : (
            <Found
              meshes={meshes}
              onEdit={(mesh) => setOpen({ what: 'edit', mesh })}
              onDelete={(mesh) => setOpen({ what: 'delete', mesh })}
            />
          )
        }
      </Loaded>
      {open?.what === 'create' && <MeshDialog onClose={close} />}
      {open?.what === 'edit' && <MeshDialog mesh={open.mesh} onClose={close} />}
      {open?.what === 'delete' && (
        <MeshEditProvider mesh={open.mesh}>
          <DeleteResource mesh={open.mesh} target={{ kind: 'mesh', name: open.mesh }} onClose={close} onDone={close} />
        </MeshEditProvider>
      )}
    </Page>
  );
}

/** A search appears once there are enough meshes to search. */
const MANY = 8;

interface FoundProps {
  meshes: readonly MeshSummary[];
  onEdit: (mesh: string) => void;
  onDelete: (mesh: string) => void;
}

function Found({ meshes, ...actions }: FoundProps) {
  const t = useTranslations('meshes');
  const [search, setSearch] = useState('');
  const found = meshes.filter((m) => m.mesh.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <>
      {meshes.length >= MANY && (
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mb-3 max-w-72"
        />
      )}
      {found.length === 0 ? (
        <p className="text-ink-2">{t('noMatch', { search })}</p>
      ) : (
        <MeshTable meshes={found} {...actions} />
      )}
    </>
  );
}
