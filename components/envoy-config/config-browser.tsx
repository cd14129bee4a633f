'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ProxyConfig } from '@/lib/model';
import { Button, Checkbox, Input, Select } from '../ui';
import { ConfigEntryView } from './config-entry';
import { type ConfigEntry, ENVOY_TYPES, entriesOf, matchesWords } from './entries';

/** What is looked for; lives in the address. */
export interface ConfigFilter {
  search: string;
  type: string;
  onlyDifferences: boolean;
}

export interface ConfigBrowserProps {
  config: ProxyConfig;
  filter: ConfigFilter;
  onFilter: (filter: ConfigFilter) => void;
}

/** A proxy may have thousands of resources: so many are drawn at first, and so many more each time. */
const STEP = 50;

/** Everything that was generated for a proxy beside what it acknowledged, to be searched by name and content. */
export function ConfigBrowser({ config, filter, onFilter }: ConfigBrowserProps) {
  const t = useTranslations('envoyConfig');
  const [limit, setLimit] = useState(STEP);
  const entries = useMemo(() => entriesOf(config), [config]);
  const shown = entries.filter((entry) => isWanted(entry, filter));
  const different = entries.filter(({ state }) => state !== 'same').length;
  const put = (change: Partial<ConfigFilter>) => {
    setLimit(STEP);
    onFilter({ ...filter, ...change });
  };
  if (entries.length === 0) return <p className="text-ink-2">{t('empty')}</p>;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={filter.search}
          onChange={(event) => put({ search: event.target.value })}
          className="w-56"
        />
        <TypeSelect entries={entries} value={filter.type} onChange={(type) => put({ type })} />
        <Checkbox
          checked={filter.onlyDifferences}
          onChange={(onlyDifferences) => put({ onlyDifferences })}
          label={t('onlyDifferences', { count: different })}
        />
      </div>
      <p role="status" className="text-ink-2 text-xs">
        {t('count', { shown: shown.length, total: entries.length })}
      </p>
      <ul className="flex flex-col gap-1.5">
        {shown.slice(0, limit).map((entry) => (
          <li key={`${entry.type}/${entry.name}`}>
            <ConfigEntryView entry={entry} withType />
          </li>
        ))}
      </ul>
      {shown.length > limit && (
        <Button className="self-start" onClick={() => setLimit(limit + STEP)}>
          {t('more', { count: Math.min(STEP, shown.length - limit) })}
        </Button>
      )}
    </div>
  );
}

function isWanted(entry: ConfigEntry, { search, type, onlyDifferences }: ConfigFilter): boolean {
  if (type !== '' && entry.type !== type) return false;
  return (!onlyDifferences || entry.state !== 'same') && matchesWords(entry, search);
}

interface TypeSelectProps {
  entries: readonly ConfigEntry[];
  value: string;
  onChange: (type: string) => void;
}

function TypeSelect({ entries, value, onChange }: TypeSelectProps) {
  const t = useTranslations('envoyConfig');
  const counts = ENVOY_TYPES.map((type) => ({ type, count: entries.filter((entry) => entry.type === type).length }));
  return (
    <Select
      aria-label={t('kind')}
      value={value}
      onChange={onChange}
      className="w-44"
      options={[
        { value: '', label: t('everyKind') },
        ...counts
          .filter(({ count }) => count > 0)
          .map(({ type, count }) => ({ value: type, label: `${t(`type.${type}`)} (${count})` })),
      ]}
    />
  );
}
