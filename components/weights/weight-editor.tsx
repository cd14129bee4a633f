'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Caution, cautionsOf, refOf, sameTargets, type Typed, toPoints } from '@/lib/graph';
import { type ApiSnapshot, type Traffic, type WeightedTarget, weightedTargetsOf } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useMeshView } from '../mesh-view';
import { RecentTraffic } from '../sparklines';
import { useFigures } from '../ui';
import { AskMove } from './ask-move';
import { FailureNote } from './failure-note';
import { LastMove } from './last-move';
import { liveWeights } from './live-weights';
import { ObservedSplit } from './observed-split';
import { SplitButtons } from './split-buttons';
import { targetLines } from './target-lines';
import { TargetsTable } from './targets-table';
import { useDraftWeights } from './use-draft-weights';
import { useWeightWriter } from './use-weight-writer';
import { useWeightsPlace, type WeightsPlace } from './use-weights-place';
import { WeightBar } from './weight-bar';

export interface WeightEditorProps {
  mesh: string;
  route: Typed<'route'>;
  /** The mesh as the view shows it. */
  snapshot: ApiSnapshot;
  traffic: Traffic | undefined;
}

/** Moves a route's traffic, live or in a draft: wanted split with its slider, observed split, figures per target. */
export function WeightEditor({ mesh, route, snapshot, traffic }: WeightEditorProps) {
  const t = useTranslations('weights');
  const figures = useFigures();
  const mayWrite = useMayWrite();
  const { mode, live } = useMeshView(mesh);
  const place = useWeightsPlace(mesh, route);
  const inDraft = place.to === 'draft';
  const liveWriter = useWeightWriter(mesh, route);
  const draftWriter = useDraftWeights(route, {
    isShown: inDraft && place.why === 'shown',
    ...(inDraft && place.why === 'has-route' && { into: place.id }),
  });
  const writer = inDraft ? draftWriter : liveWriter;
  const disabled = !mayWrite || place.to === 'unknown' || place.to === 'past';
  const [preview, setPreview] = useState<readonly number[]>();
  const [asking, setAsking] = useState<{ weights: readonly number[]; cautions: Caution[] }>();

  const stored = weightedTargetsOf(route.spec);
  const current = writer.pending && sameTargets(writer.pending, stored) ? writer.pending : stored;
  const weights = (preview ?? asking?.weights ?? current.map((target) => target.weight)).slice(0, stored.length);
  const lines = targetLines(
    snapshot,
    traffic,
    route,
    weights,
    mode === 'draft' ? live && liveWeights(live, route) : undefined,
  );
  const points = toPoints(weights);
  const names = lines.map((line) => line.short);

  const commit = (next: readonly number[]) => {
    setPreview(undefined);
    const now = current.map((target) => target.weight);
    if (next.every((weight, index) => weight === now[index])) return setAsking(undefined);
    const cautions = cautionsOf(
      now,
      next,
      lines.map((line) => line.endpoints?.healthy),
    );
    // Nothing happens at once in a draft; its review tells what would.
    if (cautions.length > 0 && !inDraft) setAsking({ weights: next, cautions });
    else write(next);
  };
  const write = (next: readonly number[]) => {
    setAsking(undefined);
    writer.put(stored.map((target, index): WeightedTarget => ({ ...target, weight: next[index] ?? target.weight })));
  };
  const cancel = () => {
    setPreview(undefined);
    setAsking(undefined);
  };

  if (stored.length === 0) return <p className="text-ink-2">{t('noTargets')}</p>;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <header className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-semibold">{t('title')}</h3>
        <span className="text-ink-3 text-xs">
          {!mayWrite && place.to !== 'past' ? t('viewer') : writer.busy ? t('saving') : <PlaceHint place={place} />}
        </span>
      </header>
      <div className="flex flex-col gap-1.5">
        <span className="text-ink-2">{t('wanted')}</span>
        {points ? (
          <WeightBar
            targets={lines}
            points={points}
            disabled={disabled}
            onPreview={setPreview}
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
        isOfLive={mode !== 'live'}
        lines={lines}
        seen={traffic?.routes.find((one) => one.virtualRouter === route.parent && one.route === route.name)}
        at={traffic?.at}
        windowSeconds={traffic?.windowSeconds}
      />
      <TargetsTable
        lines={lines}
        disabled={disabled}
        onWeight={(index, weight) => commit(weights.map((old, at) => (at === index ? weight : old)))}
      />
      <RecentTraffic
        mesh={mesh}
        subject={refOf(route)}
        expected={stored.map(({ virtualNode, port }) => ({ name: virtualNode, ...(port !== undefined && { port }) }))}
      />
      {stored.length > 1 && (
        <SplitButtons
          targets={lines}
          weights={weights}
          disabled={disabled}
          hint={mayWrite || place.to === 'past' ? undefined : t('viewer')}
          onCommit={commit}
        />
      )}
      {writer.failure && <FailureNote failure={writer.failure} />}
      {place.to === 'live' && (
        <LastMove mesh={mesh} route={route} own={writer.move} mayWrite={mayWrite} onUndo={writer.undo} />
      )}
      <span className="sr-only" aria-live="polite">
        {asking
          ? ''
          : names.map((name, index) => t('part', { name, percent: figures.percent(points?.[index] ?? 0) })).join(', ')}
      </span>
    </section>
  );
}

/** What happens on release, and why not at once. */
function PlaceHint({ place }: { place: WeightsPlace }) {
  const t = useTranslations('weights.place');
  if (place.to !== 'draft') return t(place.to);
  return place.why === 'has-route' ? t('hasRoute', { name: place.name }) : t(place.why);
}
