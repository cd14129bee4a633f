'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { DiffView, printYaml } from '../forms';
import { Badge, type Tone } from '../ui';
import type { Fate, Planned } from './selection';
import { decide, sessionOf } from './session';

const TONES: Readonly<Record<Fate, Tone>> = {
  add: 'good',
  replace: 'accent',
  keep: 'neutral',
  same: 'neutral',
  waits: 'attention',
  undecided: 'attention',
};

/** One resource: its state, what it waits for, its definition or the difference to the mesh's, and the choice. */
export function FoundRow({ name, one }: { name: string; one: Planned }) {
  const t = useTranslations('transfer.import');
  const [open, setOpen] = useState(false);
  const id = useId();
  const { ref, fate, state, waitsFor, tags } = one;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <li className="py-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t(open ? 'found.hide' : 'found.show', { name: ref.name })}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 items-center gap-1.5 rounded text-left hover:text-accent"
        >
          <Icon aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
          <span className="break-all font-medium">{ref.name}</span>
          {ref.parent !== undefined && <span className="break-all text-ink-2 text-xs">{ref.parent}</span>}
        </button>
        <Badge tone={TONES[fate]}>{t(`fate.${fate}`)}</Badge>
        {waitsFor.length > 0 && (
          <span className="break-all text-attention-ink text-xs">
            {t('found.waitsFor', { names: waitsFor.join(', ') })}
          </span>
        )}
        {state === 'differs' && fate !== 'waits' && <Clash name={name} one={one} />}
      </div>
      {one.resource.podSelector !== undefined && (
        <p className="ml-5 break-all text-ink-2 text-xs" title={t('found.podsHint')}>
          {t('found.pods', { labels: labelsOf(one.resource.podSelector) })}
        </p>
      )}
      {tags.length > 0 && (
        <p className="ml-5 break-all text-ink-2 text-xs">
          {t('found.tags', { tags: tags.map(({ key, value }) => `${key}=${value}`).join(', ') })}
        </p>
      )}
      <div id={id} className="mt-1 ml-5">
        {open && <DiffView before={state === 'new' ? '' : yaml(one.live)} after={yaml(one.spec)} />}
      </div>
    </li>
  );
}

function yaml(spec: Record<string, unknown> | undefined): string {
  return spec ? printYaml(spec) || '{}\n' : '';
}

/** `app=web`, as kubectl writes labels. */
function labelsOf(selector: unknown): string {
  const { matchLabels, matchExpressions } = (selector ?? {}) as Record<string, unknown>;
  const labels = Object.entries((matchLabels ?? {}) as Record<string, unknown>).map(
    ([key, value]) => `${key}=${value}`,
  );
  return [...labels, ...(matchExpressions ? [JSON.stringify(matchExpressions)] : [])].join(', ');
}

function Clash({ name, one: { key, ref, fate } }: { name: string; one: Planned }) {
  const t = useTranslations('transfer.import');
  return (
    <fieldset className="ml-auto flex gap-3">
      <legend className="sr-only">{t('found.choose', { name: ref.name })}</legend>
      {(['replace', 'keep'] as const).map((choice) => (
        <label key={choice} className="flex items-center gap-1.5">
          <input
            type="radio"
            name={`clash-${key}`}
            checked={fate === choice}
            onChange={() => decide(name, { clashes: { ...sessionOf(name).clashes, [key]: choice } })}
            className="accent-accent"
          />
          {t(`fate.${choice}`)}
        </label>
      ))}
    </fieldset>
  );
}
