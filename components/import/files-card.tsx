'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IMPORT_FORMATS, type ImportAnswer, type ImportFormat } from '@/lib/model';
import { Card } from '../drafts';
import { Button, IconButton, MiddleCut, Select } from '../ui';
import { ChooseFiles } from './choose-files';
import { clearSession, type ImportSession, type PickedFile, type RefusedFile, readAnew } from './session';

/** So many files that look like none of ours are shown at once: one that was pasted must not hide. */
const FEW = 3;

export interface FilesCardProps {
  name: string;
  session: ImportSession;
  /** What was read last. */
  answer: ImportAnswer | undefined;
}

/** The files of an import: as what each was read, which can be corrected, and what was left out. */
export function FilesCard({ name, session: { files, refused }, answer }: FilesCardProps) {
  const t = useTranslations('transfer.import.files');
  const detected = new Map(answer?.files.map((file) => [file.name, file.format]));
  const isKnown = (file: PickedFile) => !answer || file.format !== undefined || detected.get(file.name) !== undefined;
  const [known, unknown] = [files.filter(isKnown), files.filter((file) => !isKnown(file))];
  const row = (file: PickedFile) => (
    <FileRow
      key={file.id}
      file={file}
      detected={detected.get(file.name)}
      onFormat={(format) =>
        readAnew(name, { files: files.map((one) => (one === file ? withFormat(one, format) : one)) })
      }
      onRemove={() => readAnew(name, { files: files.filter((one) => one !== file) })}
    />
  );
  return (
    <Card
      title={t('title')}
      note={
        <>
          {t('count', { count: files.length })}
          <Button size="sm" variant="ghost" onClick={() => clearSession(name)}>
            {t('clear')}
          </Button>
        </>
      }
    >
      <ul className="flex max-h-80 flex-col gap-1.5 overflow-y-auto">{known.map(row)}</ul>
      {unknown.length > 0 && (
        <details open={unknown.length <= FEW}>
          <summary className="cursor-pointer text-ink-2">{t('unknown', { count: unknown.length })}</summary>
          <p className="my-1 text-ink-3 text-xs">{t('unknownHint')}</p>
          <ul className="flex max-h-60 flex-col gap-1.5 overflow-y-auto">{unknown.map(row)}</ul>
        </details>
      )}
      {refused.length > 0 && <Refused files={refused} />}
      <div className="flex flex-wrap gap-2">
        <ChooseFiles session={name} />
      </div>
    </Card>
  );
}

function withFormat({ format: _, ...file }: PickedFile, format: ImportFormat | ''): PickedFile {
  return format === '' ? file : { ...file, format };
}

interface FileRowProps {
  file: PickedFile;
  detected: ImportFormat | undefined;
  onFormat: (format: ImportFormat | '') => void;
  onRemove: () => void;
}

function FileRow({ file, detected, onFormat, onRemove }: FileRowProps) {
  const t = useTranslations('transfer');
  const cut = file.name.lastIndexOf('/') + 1;
  const own = file.format === undefined && detected;
  const options = [
    {
      value: '' as const,
      label: own ? t(`format.${detected}`) : t('import.files.none'),
      ...(own && { hint: t('import.files.recognised') }),
    },
    ...IMPORT_FORMATS.map((format) => ({ value: format, label: t(`format.${format}`) })),
  ];
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1 text-xs" title={file.name}>
        <span className="block font-mono">
          <MiddleCut text={file.name.slice(cut)} />
        </span>
        {cut > 0 && (
          <span className="block text-ink-3">
            <MiddleCut text={file.name.slice(0, cut)} />
          </span>
        )}
      </span>
      <Select
        value={file.format ?? ''}
        onChange={onFormat}
        options={options}
        aria-label={t('import.files.formatOf', { name: file.name })}
        className="h-7 w-48 shrink-0 text-xs"
      />
      <IconButton icon={X} size="sm" label={t('import.files.remove', { name: file.name })} onClick={onRemove} />
    </li>
  );
}

function Refused({ files }: { files: readonly RefusedFile[] }) {
  const t = useTranslations('transfer.import.files');
  return (
    <div className="text-attention-ink text-xs">
      <p>{t('refusedTitle', { count: files.length })}</p>
      <ul className="ml-4 list-disc">
        {files.map(({ name, reason }) => (
          <li key={name}>
            <span className="break-all font-mono">{name}</span> {t(`refused.${reason}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
