'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { layoutQuery } from '@/lib/client';
import { type Graph, layoutGraph, layoutKey, NO_POSITIONS, type Positions, spread } from '@/lib/graph';
import { refKey } from '@/lib/model';
import { createLayoutEngine } from './layout-engine';
import { useSavePlaces } from './use-save-places';

export interface Layout {
  /** Undefined until the first layout is there. */
  positions: Positions | undefined;
  /** The same without a card that is being dragged: places of labels are found anew when this changes. */
  settled: Positions | undefined;
  failed: boolean;
  /** A person moved cards; `done` when they were let go: then everyone sees them there. */
  move: (places: Positions, done: boolean) => void;
  /** Lays everything out anew, for everyone. Answers what takes it back; rejects when that was not possible. */
  tidy: () => Promise<() => void>;
}

/**
 * Places of the cards. Those that are kept for everyone show at once; for cards without one, a worker finds one, which
 * is then kept too, so that every browser shows the same picture.
 */
export function useLayout(mesh: string, graph: Graph | undefined): Layout {
  const { data } = useQuery(layoutQuery(mesh));
  const saved = useMemo(() => data && new Map(data.map(({ x, y, ...ref }) => [refKey(ref), { x, y }])), [data]);
  const save = useSavePlaces(mesh);
  const engine = useEngine();
  const [found, setFound] = useState<Positions>(NO_POSITIONS);
  const [dragged, setDragged] = useState<Positions>(NO_POSITIONS);
  const [failed, setFailed] = useState(false);

  const known = useMemo(() => saved && new Map([...found, ...saved]), [found, saved]);
  const newest = useRef({ graph, known });
  newest.current = { graph, known };
  const key = useMemo(() => graph && layoutKey(graph), [graph]);
  const missing = useMemo(
    () => known !== undefined && (graph?.cards.some((card) => !known.has(card.id)) ?? false),
    [graph, known],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the graph, `missing` for the places
  useEffect(() => {
    const { graph, known } = newest.current;
    if (!graph || !known || !missing) return;
    let current = true;
    const start = performance.now();
    layoutGraph(engine(), graph, known).then(
      (places) => {
        performance.measure('meshkeep layout', { start });
        if (!current) return;
        setFound((before) => new Map([...before, ...places]));
        setFailed(false);
        save.fill(graph, places);
      },
      (error: unknown) => {
        console.error('the graph could not be laid out', error);
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [key, missing, engine, save]);

  const settled = useMemo(() => settle(graph, known), [graph, known]);
  const positions = useMemo(
    () => (settled && dragged.size > 0 ? new Map([...settled, ...dragged]) : settled),
    [settled, dragged],
  );

  const move = useCallback(
    (places: Positions, done: boolean) => {
      setDragged((before) => (done ? NO_POSITIONS : new Map([...before, ...places])));
      if (!done) return;
      setFound((before) => new Map([...before, ...places]));
      if (newest.current.graph) void save.move(newest.current.graph, places);
    },
    [save],
  );

  const tidy = useCallback(async () => {
    const { graph, known } = newest.current;
    if (!graph || !known) return () => {};
    const places = await layoutGraph(engine(), graph, NO_POSITIONS);
    const before = new Map([...known].filter(([id]) => places.has(id)));
    move(places, true);
    return () => move(before, true);
  }, [engine, move]);

  return { positions, settled, failed, move, tidy };
}

/** Nothing is drawn before every card has its place: a graph that grows while one looks is no help. */
function settle(graph: Graph | undefined, known: Positions | undefined): Positions | undefined {
  if (!graph || !known) return undefined;
  const placed = graph.cards.filter((card) => known.has(card.id)).length;
  return placed === 0 && graph.cards.length > 0 ? undefined : spread(graph, known);
}

/** The worker starts with the first layout and ends with the page. */
function useEngine(): () => ReturnType<typeof createLayoutEngine> {
  const engine = useRef<ReturnType<typeof createLayoutEngine>>(undefined);
  useEffect(
    () => () => {
      engine.current?.close();
      engine.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    engine.current ??= createLayoutEngine();
    return engine.current;
  }, []);
}
