'use client';

import { Workflow } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { Kind } from '@/lib/model';
import { ChooseFiles, DropZone } from '../import';
import { useMayWrite } from '../layout';
import { Button, EmptyState } from '../ui';

/** The first screen of a mesh without resources: add one, or drop the files that define them. */
export function EmptyMesh({ mesh, onAdd }: { mesh: string; onAdd: (kind: Kind) => void }) {
  const t = useTranslations('graph.empty');
  const router = useRouter();
  const mayWrite = useMayWrite();
  const toImport = () => router.push(paths.import(mesh));
  return (
    <DropZone session={mesh} onAdded={toImport} className="min-h-full px-4 pt-24">
      <div className="mx-auto flex max-w-2xl flex-col gap-3">
        <EmptyState
          icon={Workflow}
          title={t('title')}
          hint={t('hint')}
          className="bg-card"
          actions={
            mayWrite && (
              <>
                <Button variant="primary" onClick={() => onAdd('virtualNode')}>
                  {t('addNode')}
                </Button>
                <Button onClick={() => onAdd('virtualService')}>{t('addService')}</Button>
              </>
            )
          }
        />
        {mayWrite && (
          <section className="flex flex-col items-center gap-3 rounded-lg border border-dashed bg-card px-6 py-5 text-center">
            <p className="max-w-lg text-ink-2">{t('import')}</p>
            <div className="flex flex-wrap justify-center gap-2">
              <ChooseFiles session={mesh} onAdded={toImport} />
            </div>
          </section>
        )}
      </div>
    </DropZone>
  );
}
