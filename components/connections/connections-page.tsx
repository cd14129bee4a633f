'use client';

import { useQuery } from '@tanstack/react-query';
import { Cable } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { connectionsQuery } from '@/lib/client';
import type { ConnectionView } from '@/lib/model';
import { Loaded, Page, SettingsTabs, useMayAdminister } from '../layout';
import { Button, EmptyState, PageHeader, Skeleton } from '../ui';
import { ConnectionCard } from './connection-card';
import { ConnectionDialog } from './connection-dialog';
import { DeleteConnection } from './delete-connection';

/** Every connection to an AWS Cloud Map, and what it does at the moment. */
export function ConnectionsPage() {
  const t = useTranslations('connections');
  const query = useQuery(connectionsQuery());
  const mayChange = useMayAdminister();
  const [editing, setEditing] = useState<ConnectionView | 'new'>();
  const [deleting, setDeleting] = useState<ConnectionView>();
  const add = mayChange && (
    <Button variant="primary" onClick={() => setEditing('new')} disabled={!query.data}>
      {t('add')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={<span className="block max-w-3xl">{t('lead')}</span>}
        actions={
          <>
            <SettingsTabs />
            {query.data && query.data.connections.length > 0 && add}
          </>
        }
      />
      {!mayChange && <p className="mb-3 text-ink-2">{t('needsAdministrator')}</p>}
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {({ connections }) =>
          connections.length === 0 ? (
            <EmptyState icon={Cable} title={t('empty.title')} hint={t('empty.hint')} actions={add} />
          ) : (
            <div className="flex flex-col gap-4">
              {connections.map((connection) => (
                <ConnectionCard
                  key={connection.id}
                  connection={connection}
                  {...(mayChange && { onEdit: setEditing, onDelete: setDeleting })}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {editing && query.data && (
        <ConnectionDialog
          {...(editing !== 'new' && { connection: editing })}
          namespacesInUse={query.data.namespacesInUse}
          onClose={() => setEditing(undefined)}
        />
      )}
      {deleting && <DeleteConnection connection={deleting} onClose={() => setDeleting(undefined)} />}
    </Page>
  );
}
