'use client';

import { useQuery } from '@tanstack/react-query';
import { Check, CircleSlash, LoaderCircle, type LucideIcon, OctagonX, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { receiptQuery } from '@/lib/client';
import type { Receipt } from '@/lib/model';
import { cn, RelativeTime, useFigures } from '../ui';
import { TurningSteps } from './turning-steps';

export interface ReceiptCardProps {
  mesh: string;
  revision: number;
  /** When the change was made, ms, and by whom. */
  at: number;
  who: string;
  action?: ReactNode;
}

type State = 'done' | 'waiting' | 'refused' | 'none' | 'gone';

const LOOKS: Record<State, { icon: LucideIcon; frame: string; ink: string }> = {
  done: { icon: Check, frame: 'border-good/50 bg-good-tint', ink: 'text-good-ink' },
  waiting: { icon: LoaderCircle, frame: 'border-line-strong bg-card', ink: 'text-accent' },
  refused: { icon: OctagonX, frame: 'border-bad/50 bg-bad-tint', ink: 'text-bad-ink' },
  none: { icon: CircleSlash, frame: 'border-line-strong bg-card', ink: 'text-ink-3' },
  gone: { icon: Unplug, frame: 'border-attention/50 bg-attention-tint', ink: 'text-attention-ink' },
};

function stateOf(receipt: Receipt): State {
  if (receipt.total === 0 && !receipt.turning) return 'none';
  if (receipt.refused > 0) return 'refused';
  if (receipt.waiting > 0 || receipt.turning) return 'waiting';
  return receipt.gone > 0 ? 'gone' : 'done';
}

/** Which proxies have taken a revision over, live; with Envoy's own words where one refused it. */
export function ReceiptCard({ mesh, revision, at, who, action }: ReceiptCardProps) {
  const t = useTranslations('weights.receipt');
  const common = useTranslations('common');
  const { data: receipt, isError } = useQuery(receiptQuery(mesh, revision));
  const state = receipt ? stateOf(receipt) : isError ? 'none' : 'waiting';
  const { icon: Icon, frame, ink } = LOOKS[state];
  return (
    <section aria-label={t('label')} className={cn('flex gap-2.5 rounded-lg border px-3 py-2.5', frame)}>
      <Icon
        aria-hidden="true"
        size={16}
        className={cn('mt-0.5 shrink-0', ink, state === 'waiting' && 'animate-spin motion-reduce:animate-none')}
      />
      <div className="min-w-0 flex-1">
        <p role="status" className="font-semibold" data-testid="receipt">
          {receipt ? <Sentence receipt={receipt} state={state} /> : isError ? t('notKnown') : t('pending')}
        </p>
        <p className="truncate text-ink-2 text-xs">
          {common('revisionN', { revision: String(revision) })}
          {` · ${who}`}
          {' · '}
          <RelativeTime at={at} />
        </p>
        {receipt && <TurningSteps turning={receipt.turning} />}
        {receipt && <Refusals receipt={receipt} />}
      </div>
      {action}
    </section>
  );
}

function Sentence({ receipt, state }: { receipt: Receipt; state: State }) {
  const t = useTranslations('weights.receipt');
  const figures = useFigures();
  const { count } = figures;
  const { done, total, waiting, refused, gone, ms } = receipt;
  switch (state) {
    case 'none':
      return t('none');
    case 'refused':
      return t('refused', { refused: count(refused), total });
    case 'waiting':
      return waiting > 0
        ? t('waiting', { done: count(done), total, waiting: count(waiting) })
        : t('soFar', { done: count(done), total });
    default: {
      const reached =
        ms === undefined
          ? t('doneNoTime', { done: count(done), total })
          : t('done', { done: count(done), total, time: figures.ms(ms) });
      return state === 'gone' ? `${reached} · ${t('gone', { gone })}` : reached;
    }
  }
}

function Refusals({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('weights.receipt');
  const refusals = receipt.proxies.filter((proxy) => proxy.state === 'refused');
  if (refusals.length === 0) return null;
  return (
    <details open className="mt-1.5">
      <summary className="cursor-pointer text-ink-2 text-xs">{t('envoyWords')}</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {refusals.map((proxy) => (
          <li key={proxy.id} className="break-words font-mono text-xs">
            <span className="font-semibold">{proxy.resource.name}</span>: {proxy.message}
          </li>
        ))}
      </ul>
    </details>
  );
}
