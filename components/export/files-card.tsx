'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ExportDocument } from '@/lib/formats';
import { Card } from '../drafts';
import { Button, CodeBlock, CopyButton, Field, Select } from '../ui';
import { saveText, saveZip } from './save-file';

/** As much of a file as is drawn. */
const SHOWN = 60_000;

/** The files of an export: one shown, each and all of them to be saved. */
export function FilesCard({ mesh, files }: { mesh: string; files: ExportDocument['files'] }) {
  const t = useTranslations('transfer.export');
  const [name, setName] = useState<string>();
  const file = files.find((one) => one.name === name) ?? files[0];
  if (!file) return null;
  return (
    <Card
      title={t('files', { count: files.length })}
      note={
        <>
          <CopyButton text={file.text} label={t('copyOf', { name: file.name })} />
          <Button size="sm" onClick={() => saveText(file)}>
            <Download aria-hidden="true" size={14} />
            {t('download')}
          </Button>
          {files.length > 1 && (
            <Button size="sm" variant="primary" onClick={() => saveZip(`${mesh}.zip`, files)}>
              {t('downloadAll')}
            </Button>
          )}
        </>
      }
    >
      {files.length > 1 && (
        <Field label={t('file')} hideLabel>
          {(control) => (
            <Select
              {...control}
              value={file.name}
              options={files.map((one) => ({ value: one.name, label: one.name }))}
              onChange={setName}
            />
          )}
        </Field>
      )}
      {files.length === 1 && <p className="font-mono text-ink-2 text-xs">{file.name}</p>}
      <CodeBlock text={file.text.slice(0, SHOWN)} testId="export-text" className="max-h-[70vh]" />
      {file.text.length > SHOWN && <p className="text-attention-ink text-xs">{t('tooLong')}</p>}
    </Card>
  );
}
