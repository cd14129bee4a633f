'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EXPORT_FORMATS, type ExportFormat, exportResources, toExported } from '@/lib/formats';
import { type ApiSnapshot, KINDS, refKey } from '@/lib/model';
import { TransferTabs } from '../import';
import { Page } from '../layout';
import { LoadedView, useMeshView } from '../mesh-view';
import { Field, PageHeader, Select, Skeleton } from '../ui';
import { accountOf } from './account-of';
import { CommandCard } from './command-card';
import { FilesCard } from './files-card';
import { LostCard } from './lost-card';
import { type ExportPageState, useExportPage } from './use-export-page';

/** A mesh, or one resource of it, as files: live, or as a draft would have it. What is chosen stands in the address. */
export function ExportPage({ mesh }: { mesh: string }) {
  const t = useTranslations('transfer.export');
  const view = useMeshView(mesh);
  const [page, go] = useExportPage(mesh);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} actions={<TransferTabs mesh={mesh} />} />
      <LoadedView view={view} skeleton={<Skeleton className="h-80" />}>
        {(snapshot) => <Export snapshot={snapshot} draft={view.draft?.name} page={page} go={go} />}
      </LoadedView>
    </Page>
  );
}

interface ExportProps {
  snapshot: ApiSnapshot;
  /** Name of the draft that the snapshot has laid over it. */
  draft: string | undefined;
  page: ExportPageState;
  go: (change: Partial<ExportPageState>) => void;
}

function Export({ snapshot, draft, page, go }: ExportProps) {
  const { mesh, resources } = snapshot;
  const { format } = page;
  const selected = page.select && resources.find((one) => page.select && refKey(one) === refKey(page.select));
  const { files, lost } = useMemo(() => {
    const chosen = selected ? resources.filter((one) => one === selected) : resources;
    return exportResources(format, toExported(mesh, chosen), accountOf(resources));
  }, [format, mesh, resources, selected]);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-4 max-xl:order-last">
        <FilesCard mesh={mesh} files={files} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Choice
          snapshot={snapshot}
          draft={draft}
          page={{ ...page, ...(selected ? {} : { select: undefined }) }}
          go={go}
        />
        <LostCard lost={lost} />
        {draft === undefined && !selected && <CommandCard mesh={mesh} format={format} />}
      </div>
    </div>
  );
}

const WHOLE = '';

function Choice({ snapshot, draft, page: { format, select }, go }: ExportProps) {
  const t = useTranslations();
  const sorted = KINDS.flatMap((kind) => snapshot.resources.filter((one) => one.kind === kind && kind !== 'mesh'));
  const whole = draft === undefined ? t('transfer.export.whole') : t('transfer.export.draft', { name: draft });
  const options = [
    { value: WHOLE, label: whole },
    ...sorted.map((one) => ({
      value: refKey(one),
      label: t('transfer.export.resource', { kind: t(`kinds.one.${one.kind}`), name: one.name }),
      hint: one.parent,
    })),
  ];
  const choose = (key: string) => {
    const one = sorted.find((resource) => refKey(resource) === key);
    go({ select: one && { kind: one.kind, name: one.name, ...(one.parent !== undefined && { parent: one.parent }) } });
  };
  return (
    <section className="flex flex-col gap-3 rounded-lg border bg-card px-3.5 py-3">
      <Field label={t('transfer.export.what')}>
        {(control) => (
          <Select {...control} value={select ? refKey(select) : WHOLE} options={options} onChange={choose} />
        )}
      </Field>
      <Field label={t('transfer.export.format')} hint={t(`transfer.export.formatHint.${format}`)}>
        {(control) => (
          <Select<ExportFormat>
            {...control}
            value={format}
            options={EXPORT_FORMATS.map((value) => ({ value, label: t(`transfer.format.${value}`) }))}
            onChange={(chosen) => go({ format: chosen })}
          />
        )}
      </Field>
    </section>
  );
}
