'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { findResource, refOf, sameTargets, type Typed, withWeights } from '@/lib/graph';
import { type WeightedTarget, weightedTargetsOf } from '@/lib/model';
import { createLatest } from '@/lib/util';
import { useMeshEdit } from '../mesh-view';
import type { WeightWriter, WriteFailure } from './use-weight-writer';

/** Where a slider's moves go instead of live. */
export interface DraftPlace {
  /** The open draft that has the route already; absent = the one that is shown, or one that is asked for. */
  into?: string;
  /** The draft is on the screen already, so that nothing needs to be said about it. */
  isShown: boolean;
}

/** Writes weights of one route into a draft, one at a time: of those put meanwhile only the newest. */
export function useDraftWeights(route: Typed<'route'>, place: DraftPlace): WeightWriter {
  const t = useTranslations('weights');
  const { write } = useMeshEdit();
  const [pending, setPending] = useState<readonly WeightedTarget[]>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<WriteFailure>();
  const ref = refOf(route);

  const send = async (wanted: readonly WeightedTarget[]) => {
    let reason: WriteFailure['reason'] | undefined;
    const result = await write(
      (snapshot) => {
        const stored = findResource(snapshot, { ...ref, kind: 'route' });
        const spec = stored && withWeights(stored.spec, wanted);
        if (!spec) reason = stored ? 'changed-targets' : 'gone';
        return spec && { puts: [{ ref, spec }], title: t('draftTitle', { name: route.name }) };
      },
      { quiet: place.isShown, ...(place.into !== undefined && { into: place.into }) },
    );
    if (result.ok) return setFailure(undefined);
    setPending((now) => (now === wanted ? undefined : now));
    if (reason === 'gone' || reason === 'changed-targets') setFailure({ reason });
    else if (result.reason === 'failed') setFailure({ reason: 'refused', error: result.error });
  };
  const newest = useRef(send);
  newest.current = send;
  const [latest] = useState(() => createLatest((wanted: readonly WeightedTarget[]) => newest.current(wanted), setBusy));

  const stored = weightedTargetsOf(route.spec);
  const reached = pending !== undefined && sameTargets(pending, stored) && sameWeights(pending, stored);
  useEffect(() => {
    if (!busy && reached) setPending(undefined);
  }, [busy, reached]);

  const put = (wanted: readonly WeightedTarget[]) => {
    setPending(wanted);
    setFailure(undefined);
    latest.put(wanted);
  };
  return { pending, busy, move: undefined, failure, put, undo: () => {} };
}

function sameWeights(a: readonly WeightedTarget[], b: readonly WeightedTarget[]): boolean {
  return a.every((target, index) => target.weight === b[index]?.weight);
}
