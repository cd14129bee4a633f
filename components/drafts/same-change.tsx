'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type ExportFormat, writeChange } from '@/lib/formats';
import { type ApiSnapshot, type DraftPlan, parseArn } from '@/lib/model';
import { CodeBlock, CopyButton, Tabs } from '../ui';

/** As other tools are used: commands, objects, resources of a template. */
const FORMATS = ['cli', 'crd', 'cfn'] as const satisfies readonly ExportFormat[];

export interface SameChangeProps {
  mesh: string;
  plan: DraftPlan;
  before: ApiSnapshot;
  after: ApiSnapshot;
}

/** The change of a draft in the words of other tools, to be copied. */
export function SameChange(props: SameChangeProps) {
  const t = useTranslations('drafts.also');
  const [format, setFormat] = useState<string>('cli');
  const tabs = FORMATS.map((id) => ({ id, label: t(id), content: <Written format={id} {...props} /> }));
  return <Tabs segments label={t('title')} value={format} onChange={setFormat} tabs={tabs} contentClassName="pt-3" />;
}

function Written({ format, mesh, plan, before, after }: SameChangeProps & { format: ExportFormat }) {
  const t = useTranslations('drafts.also');
  const { text, count, lost } = useMemo(() => {
    const arn = parseArn(before.resources[0]?.arn ?? '');
    const place = arn ? { account: arn.account, region: arn.region } : {};
    const { changes } = plan;
    return writeChange(format, { mesh, changes, before: before.resources, after: after.resources, ...place });
  }, [format, mesh, plan, before, after]);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2 text-ink-2 text-xs">
        <span>{t(`count.${format}`, { count })}</span>
        {text !== '' && <CopyButton text={text} />}
      </div>
      {text !== '' && <CodeBlock text={text} className="max-h-72" />}
      {lost.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-attention-ink text-xs">
          {lost.map(({ where, message }) => (
            <li key={where} className="break-words">
              <span className="font-semibold">{where}</span>: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
