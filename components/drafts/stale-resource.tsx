'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { DraftPlan, Side } from '@/lib/model';
import { briefValue } from '../mesh-view';
import { RelativeTime } from '../ui';
import { ResourceTitle } from './resource-title';

type Stale = DraftPlan['stale'][number];

export interface StaleResourceProps {
  stale: Stale;
  take: Side | undefined;
  onTake: (side: Side) => void;
}

/** Who changed a resource meanwhile, what of it is taken over, and where one side must be chosen. */
export function StaleResource({ stale: { ref, reason, live, fromLive, clashes }, take, onTake }: StaleResourceProps) {
  const t = useTranslations();
  const who = live?.writer.who ?? '';
  const door = live ? t(`common.door.${live.writer.door}`) : '';
  return (
    <section className="flex flex-col gap-2 border-t pt-3">
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        <ResourceTitle target={ref} />
      </h3>
      <p>
        {t(`drafts.stale.reason.${reason}`, { who, door })}
        {live && (
          <>
            {' · '}
            <RelativeTime at={live.at} />
          </>
        )}
      </p>
      {fromLive.length > 0 && (
        <p className="break-all text-ink-2">{t('drafts.stale.fromLive', { paths: fromLive.join(', ') })}</p>
      )}
      {clashes.map((clash) => (
        <Clash key={clash.path} clash={clash} />
      ))}
      {clashes.length > 0 && <Choice name={ref.name} take={take} onTake={onTake} />}
    </section>
  );
}

function Clash({ clash }: { clash: Stale['clashes'][number] }) {
  const t = useTranslations('drafts.stale');
  return (
    <div className="rounded-md bg-attention-tint px-3 py-2">
      <p className="break-all font-semibold">{t('clash', { path: clash.path || t('whole') })}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {(['base', 'mine', 'theirs'] as const).map((side) => (
          <div key={side} className="contents">
            <dt className="text-ink-2">{t(side)}</dt>
            <dd className="break-all">{clash[side] === undefined ? t('absent') : briefValue(clash[side])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Choice({ name, take, onTake }: { name: string; take: Side | undefined; onTake: (side: Side) => void }) {
  const t = useTranslations('drafts.stale');
  const group = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="mb-1 break-all">{t('choose', { name })}</legend>
      {(['mine', 'theirs'] as const).map((side) => (
        <label key={side} className="flex items-center gap-2">
          <input
            type="radio"
            name={group}
            checked={take === side}
            onChange={() => onTake(side)}
            className="accent-accent"
          />
          {t(side === 'mine' ? 'keepMine' : 'useTheirs')}
        </label>
      ))}
    </fieldset>
  );
}
