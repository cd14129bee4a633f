'use client';

import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Page } from '../layout';
import { EmptyState, PageHeader } from '../ui';
import { ChooseFiles } from './choose-files';
import { DropZone } from './drop-zone';
import { Reading } from './reading';
import { TransferTabs } from './transfer-tabs';
import { useImport } from './use-import';

/** Files of other systems become a draft of a mesh, or make one: drop, look at what was found, answer, create. */
export function ImportPage({ mesh }: { mesh?: string }) {
  const t = useTranslations('transfer.import');
  const name = mesh ?? '';
  const { session, query } = useImport(name);
  const isEmpty = session.files.length + session.refused.length === 0;
  return (
    <DropZone session={name} className="min-h-full">
      <Page>
        <PageHeader title={t('title')} lead={t('lead')} actions={mesh !== undefined && <TransferTabs mesh={mesh} />} />
        {isEmpty ? <FirstScreen name={name} /> : <Reading page={mesh} session={session} query={query} />}
      </Page>
    </DropZone>
  );
}

function FirstScreen({ name }: { name: string }) {
  const t = useTranslations('transfer.import.drop');
  return (
    <EmptyState
      icon={Upload}
      title={t('title')}
      hint={t('hint')}
      className="bg-card py-20"
      actions={<ChooseFiles session={name} primary />}
    />
  );
}
