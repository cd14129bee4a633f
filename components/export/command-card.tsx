'use client';

import { useTranslations } from 'next-intl';
import type { ExportFormat } from '@/lib/formats';
import { shellWord } from '@/lib/util';
import { Card } from '../drafts';
import { CopyButton } from '../ui';

/** The command that writes the same files, for scripts. */
export function CommandCard({ mesh, format }: { mesh: string; format: ExportFormat }) {
  const t = useTranslations('transfer.export');
  const command = `npm run --silent export -- --mesh ${shellWord(mesh)} --format ${format} --out ${shellWord(`${mesh}-${format}`)}`;
  return (
    <Card title={t('command')} note={<CopyButton text={command} label={t('copyOf', { name: 'npm run export' })} />}>
      <code className="block break-words font-mono text-xs">{command}</code>
    </Card>
  );
}
