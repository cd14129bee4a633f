'use client';

import { useTranslations } from 'next-intl';
import type { ExportFormat } from '@/lib/formats';
import { Card } from '../drafts';
import { CopyButton } from '../ui';

/** The command that writes the same files, for scripts. */
export function CommandCard({ mesh, format }: { mesh: string; format: ExportFormat }) {
  const t = useTranslations('transfer.export');
  const command = `npm run --silent export -- --mesh ${quoted(mesh)} --format ${format} --out ${quoted(`${mesh}-${format}`)}`;
  return (
    <Card title={t('command')} note={<CopyButton text={command} label={t('copyOf', { name: 'npm run export' })} />}>
      <code className="block break-words font-mono text-xs">{command}</code>
    </Card>
  );
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
