'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Graph, layoutGraph, layoutKey, NO_POSITIONS, type Point, type Positions } from '@/lib/graph';
import { createLayoutEngine } from './layout-engine';
import { loadPositions, savePositions } from './saved-positions';

export interface Layout {
  /** Undefined until the first layout is there. */
  positions: Positions | undefined;
  /** Grows with each layout and each finished move: places of labels are found anew then. */
  turn: number;
  failed: boolean;
  /** A person moved a card; `done` when it was let go. */
  move: (id: string, to: Point, done: boolean) => void;
  /** Lays everything out anew. Returns what takes it back. */
  tidy: () => Promise<() => void>;
}

/** Places of the cards: laid out in a worker when the structure changes, known cards kept where they are. */
export function useLayout(mesh: string, graph: Graph | undefined): Layout {
  const [state, setState] = useState<{ positions: Positions | undefined; turn: number; failed: boolean }>({
    positions: undefined,
    turn: 0,
    failed: false,
  });
  const engine = useRef<ReturnType<typeof createLayoutEngine>>(undefined);
  const known = useRef<Map<string, Point>>(undefined);
  const newest = useRef(graph);
  newest.current = graph;
  const key = graph && layoutKey(graph);

  const run = useCallback(async (from: Positions, current: () => boolean) => {
    const wanted = newest.current;
    if (!wanted) return;
    try {
      engine.current ??= createLayoutEngine();
      const positions = await layoutGraph(engine.current, wanted, from);
      if (!current()) return;
      known.current = new Map([...(known.current ?? []), ...positions]);
      setState((before) => ({ positions: known.current, turn: before.turn + 1, failed: false }));
    } catch (error) {
      console.error('the graph could not be laid out', error);
      if (current()) setState((before) => ({ ...before, failed: true }));
    }
  }, []);

  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    known.current ??= loadPositions(mesh);
    void run(known.current, () => current);
    return () => {
      current = false;
    };
  }, [key, mesh, run]);

  useEffect(
    () => () => {
      engine.current?.close();
      engine.current = undefined;
    },
    [],
  );

  const move = useCallback(
    (id: string, to: Point, done: boolean) => {
      known.current = new Map([...(known.current ?? []), [id, to]]);
      if (done) savePositions(mesh, known.current);
      setState((before) => ({ ...before, positions: known.current, turn: before.turn + (done ? 1 : 0) }));
    },
    [mesh],
  );

  const tidy = useCallback(async () => {
    const before = new Map(known.current ?? []);
    savePositions(mesh, NO_POSITIONS);
    known.current = undefined;
    await run(NO_POSITIONS, () => true);
    return () => {
      known.current = before;
      savePositions(mesh, before);
      setState((now) => ({ ...now, positions: before, turn: now.turn + 1 }));
    };
  }, [mesh, run]);

  return { ...state, move, tidy };
}
