'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DiffView } from '../forms';
import { Badge, CodeBlock, Tabs } from '../ui';
import type { ConfigEntry, EntryState } from './entries';

const TONES = { same: 'good', differs: 'attention', new: 'attention', leftover: 'attention' } as const satisfies Record<
  EntryState,
  string
>;

export interface ConfigEntryViewProps {
  entry: ConfigEntry;
  /** Says which kind it is: where several stand in one list. */
  withType?: boolean;
  /** Open at first. */
  open?: boolean;
}

/** One Envoy resource: closed its name and state, open its JSON, or both sides and their difference. */
export function ConfigEntryView({ entry, withType, open = false }: ConfigEntryViewProps) {
  const t = useTranslations('envoyConfig');
  const [shown, setShown] = useState(open);
  return (
    <details
      open={shown}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="overflow-hidden rounded-md border bg-card"
    >
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-2 px-2.5 py-1.5">
        {withType && <span className="w-20 shrink-0 text-ink-2 text-xs">{t(`one.${entry.type}`)}</span>}
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{entry.name}</code>
        <Badge tone={TONES[entry.state]}>{t(`state.${entry.state}`)}</Badge>
      </summary>
      {shown && <Content entry={entry} />}
    </details>
  );
}

function Content({ entry }: { entry: ConfigEntry }) {
  const t = useTranslations('envoyConfig');
  const { state, generated, acknowledged, acknowledgedVersion } = entry;
  if (state === 'differs' && generated !== undefined && acknowledged !== undefined) return <BothSides entry={entry} />;
  const text = generated ?? acknowledged;
  const note =
    state === 'differs' || (state === 'leftover' && acknowledged === undefined)
      ? t('versionOnly', { version: shortVersion(acknowledgedVersion) })
      : state === 'same'
        ? undefined
        : t(`note.${state}`);
  return (
    <div className="border-t">
      {note && <p className="px-2.5 py-2 text-ink-2 text-xs">{note}</p>}
      {text !== undefined && <Json name={entry.name} text={text} />}
    </div>
  );
}

function BothSides({ entry }: { entry: ConfigEntry }) {
  const t = useTranslations('envoyConfig');
  const [side, setSide] = useState('difference');
  const { name, generated = '', acknowledged = '' } = entry;
  return (
    <div className="border-t pt-2">
      <Tabs
        segments
        label={t('sides')}
        value={side}
        onChange={setSide}
        contentClassName="mt-2"
        tabs={[
          {
            id: 'difference',
            label: t('difference'),
            content: (
              <div className="flex flex-col gap-1.5 px-2.5 pb-2.5">
                <p className="text-ink-2 text-xs">{t('differenceHint')}</p>
                <DiffView before={acknowledged} after={generated} />
              </div>
            ),
          },
          { id: 'acknowledged', label: t('acknowledged'), content: <Json name={name} text={acknowledged} /> },
          { id: 'generated', label: t('generated'), content: <Json name={name} text={generated} /> },
        ]}
      />
    </div>
  );
}

function Json({ name, text }: { name: string; text: string }) {
  const t = useTranslations('envoyConfig');
  return <CodeBlock text={text} copyLabel={t('copy', { name })} className="rounded-none border-x-0" />;
}

/** Versions are long hashes; their start tells them apart. */
function shortVersion(version = ''): string {
  return version.slice(0, 12);
}
