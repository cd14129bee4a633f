'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { appMeshCall, keys, saveCall } from '@/lib/client';
import { isKind, refOf, type Typed, withWeights } from '@/lib/graph';
import { type ApiSnapshot, refKey, type WeightedTarget, weightedTargetsOf } from '@/lib/model';
import { createLatest } from '@/lib/util';
import { usePerson } from '../layout';

/** A change of weights that was written: enough for its receipt and for taking it back. */
export interface Move {
  revision: number;
  /** The route's version that this change made. */
  version: number;
  before: readonly WeightedTarget[];
  at: number;
  who: string;
}

/** Why weights were not written, or not taken back. */
export type WriteFailure =
  | { reason: 'changed-targets' | 'gone' | 'changed-since' }
  | { reason: 'refused'; error: unknown };

export interface WeightWriter {
  /** What was put last and is not in the snapshot yet: show it instead of the stored weights. */
  pending: readonly WeightedTarget[] | undefined;
  busy: boolean;
  move: Move | undefined;
  failure: WriteFailure | undefined;
  put: (wanted: readonly WeightedTarget[]) => void;
  undo: (move: Move) => void;
}

const answerSchema = z.object({ route: z.object({ metadata: z.object({ version: z.number() }) }) });

class Stopped extends Error {
  constructor(readonly reason: 'changed-targets' | 'gone' | 'changed-since') {
    super(reason);
  }
}

/**
 * Writes weights of one route, one request at a time: while one is on its way, only the newest of those put waits. Each
 * write changes the weights in the newest spec that is known, and nothing else.
 */
export function useWeightWriter(mesh: string, route: Typed<'route'>): WeightWriter {
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly WeightedTarget[]>();
  const [busy, setBusy] = useState(false);
  const [move, setMove] = useState<Move>();
  const [failure, setFailure] = useState<WriteFailure>();
  const written = useRef<{ version: number; targets: readonly WeightedTarget[] }>(undefined);
  const { name: who } = usePerson();
  const target = { mesh, ...refOf(route) };

  const send = async (wanted: readonly WeightedTarget[]) => {
    try {
      const stored = storedRoute(client.getQueryData<ApiSnapshot>(keys.snapshot(mesh)), refKey(target));
      const spec = withWeights(stored.spec, wanted);
      if (!spec) throw new Stopped('changed-targets');
      const own = written.current;
      const before = own && own.version > stored.version ? own.targets : weightedTargetsOf(stored.spec);
      const { output, revision } = await appMeshCall(saveCall('edit', target, spec));
      const { version } = answerSchema.parse(output).route.metadata;
      written.current = { version, targets: wanted };
      if (revision !== undefined) setMove({ revision, version, before, at: Date.now(), who });
      setFailure(undefined);
    } catch (error) {
      setFailure(failureOf(error));
      setPending((now) => (now === wanted ? undefined : now));
    }
  };
  const newestSend = useRef(send);
  newestSend.current = send;
  const [latest] = useState(() =>
    createLatest((wanted: readonly WeightedTarget[]) => newestSend.current(wanted), setBusy),
  );

  useEffect(() => {
    if (!busy && written.current && route.version >= written.current.version) setPending(undefined);
  }, [busy, route.version]);

  const put = (wanted: readonly WeightedTarget[]) => {
    setPending(wanted);
    setFailure(undefined);
    latest.put(wanted);
  };
  const undo = async (last: Move) => {
    try {
      const input = { meshName: mesh, virtualRouterName: route.parent ?? '', routeName: route.name };
      const { output } = await appMeshCall({ operation: 'DescribeRoute', input });
      if (answerSchema.parse(output).route.metadata.version !== last.version) throw new Stopped('changed-since');
      put(last.before);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return { pending, busy, move, failure, put, undo: (last) => void undo(last) };
}

function storedRoute(snapshot: ApiSnapshot | undefined, key: string): Typed<'route'> {
  const route = snapshot?.resources.find((one) => refKey(refOf(one)) === key);
  if (!route || !isKind(route, 'route')) throw new Stopped('gone');
  return route;
}

function failureOf(error: unknown): WriteFailure {
  return error instanceof Stopped ? { reason: error.reason } : { reason: 'refused', error };
}
