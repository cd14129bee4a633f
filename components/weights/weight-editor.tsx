'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  allTo,
  type Caution,
  cautionsOf,
  equalPoints,
  sameTargets,
  swapWeights,
  type Typed,
  toPoints,
} from '@/lib/graph';
import { type ApiSnapshot, type Traffic, type WeightedTarget, weightedTargetsOf } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, Menu, MenuItem, Tooltip, useFigures } from '../ui';
import { AskMove } from './ask-move';
import { FailureNote } from './failure-note';
import { ObservedSplit } from './observed-split';
import { ReceiptCard } from './receipt-card';
import { targetLines } from './target-lines';
import { TargetsTable } from './targets-table';
import { useLastMove } from './use-last-move';
import { useWeightWriter } from './use-weight-writer';
import { WeightBar } from './weight-bar';

export interface WeightEditorProps {
  mesh: string;
  route: Typed<'route'>;
  snapshot: ApiSnapshot;
  traffic: Traffic | undefined;
}

/** Moves a route's traffic: wanted split with its slider, observed split, figures per target, and the receipt. */
export function WeightEditor({ mesh, route, snapshot, traffic }: WeightEditorProps) {
  const t = useTranslations('weights');
  const figures = useFigures();
  const mayWrite = useMayWrite();
  const writer = useWeightWriter(mesh, route);
  const last = useLastMove(mesh, route, writer.move);
  const [draft, setDraft] = useState<readonly number[]>();
  const [asking, setAsking] = useState<{ weights: readonly number[]; cautions: Caution[] }>();

  const stored = weightedTargetsOf(route.spec);
  const current = writer.pending && sameTargets(writer.pending, stored) ? writer.pending : stored;
  const weights = (draft ?? asking?.weights ?? current.map((target) => target.weight)).slice(0, stored.length);
  const lines = targetLines(snapshot, traffic, route, weights);
  const points = toPoints(weights);
  const names = lines.map((line) => line.short);

  const commit = (next: readonly number[]) => {
    setDraft(undefined);
    const now = current.map((target) => target.weight);
    if (next.every((weight, index) => weight === now[index])) return setAsking(undefined);
    const cautions = cautionsOf(
      now,
      next,
      lines.map((line) => line.endpoints?.healthy),
    );
    if (cautions.length > 0) setAsking({ weights: next, cautions });
    else write(next);
  };
  const write = (next: readonly number[]) => {
    setAsking(undefined);
    writer.put(stored.map((target, index): WeightedTarget => ({ ...target, weight: next[index] ?? target.weight })));
  };
  const cancel = () => {
    setDraft(undefined);
    setAsking(undefined);
  };
  const splitText = (targets: readonly WeightedTarget[]) =>
    (toPoints(targets.map((one) => one.weight)) ?? []).map((point) => figures.percent(point)).join(' / ');

  if (stored.length === 0) return <p className="text-ink-2">{t('noTargets')}</p>;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <header className="flex items-baseline justify-between gap-3">
        <h3 className="font-semibold">{t('title')}</h3>
        <span className="text-ink-3 text-xs">
          {mayWrite ? (writer.busy ? t('saving') : t('liveHint')) : t('viewer')}
        </span>
      </header>
      <div className="flex flex-col gap-1.5">
        <span className="text-ink-2">{t('wanted')}</span>
        {points ? (
          <WeightBar
            targets={lines}
            points={points}
            disabled={!mayWrite}
            onPreview={setDraft}
            onCommit={commit}
            onCancel={cancel}
          />
        ) : (
          <p role="alert" className="rounded-lg border border-bad border-dashed bg-bad-tint px-3 py-2 text-bad-ink">
            {t('sumZero')}
          </p>
        )}
        {stored.length > 1 && <p className="sr-only">{t('keys')}</p>}
        {stored.length === 1 && <p className="text-ink-3 text-xs">{t('oneTarget')}</p>}
      </div>
      {asking && (
        <AskMove
          cautions={asking.cautions}
          nameOf={(index) => lines[index]?.name ?? ''}
          onMove={() => write(asking.weights)}
          onKeep={cancel}
        />
      )}
      <ObservedSplit
        lines={lines}
        seen={traffic?.routes.find((one) => one.virtualRouter === route.parent && one.route === route.name)}
        at={traffic?.at}
        windowSeconds={traffic?.windowSeconds}
      />
      <TargetsTable
        lines={lines}
        disabled={!mayWrite}
        onWeight={(index, weight) => commit(weights.map((old, at) => (at === index ? weight : old)))}
      />
      {stored.length > 1 && (
        <Tooltip text={mayWrite ? undefined : t('viewer')}>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" disabled={!mayWrite} onClick={() => commit(equalPoints(stored.length))}>
              {t('equal')}
            </Button>
            <Button size="sm" disabled={!mayWrite} onClick={() => commit(swapWeights(weights))}>
              {t('swap')}
            </Button>
            <Menu
              align="start"
              trigger={
                <Button size="sm" disabled={!mayWrite}>
                  {t('allTo')}
                  <ChevronDown aria-hidden="true" size={12} />
                </Button>
              }
            >
              {lines.map((line, index) => (
                <MenuItem key={line.id} onSelect={() => commit(allTo(stored.length, index))}>
                  {line.name}
                </MenuItem>
              ))}
            </Menu>
          </div>
        </Tooltip>
      )}
      {writer.failure && <FailureNote failure={writer.failure} />}
      {last && (
        <ReceiptCard
          mesh={mesh}
          revision={last.revision}
          at={last.at}
          who={last.who}
          action={
            mayWrite && (
              <Button
                variant="link"
                size="sm"
                title={t('receipt.undoHint', { split: splitText(last.before) })}
                onClick={() => writer.undo(last)}
                className="self-start"
              >
                {t('receipt.undo')}
              </Button>
            )
          }
        />
      )}
      <span className="sr-only" aria-live="polite">
        {asking
          ? ''
          : names.map((name, index) => t('part', { name, percent: figures.percent(points?.[index] ?? 0) })).join(', ')}
      </span>
    </section>
  );
}
