'use client';

import { useEffect, useMemo, useState } from 'react';
import type { GraphOptions } from '@/lib/client';
import {
  aroundCard,
  type Graph,
  type GroupFrame,
  groupsOf,
  layoutGraph,
  layoutGroups,
  layoutKey,
  NO_POSITIONS,
  type Positions,
} from '@/lib/graph';
import { type ApiSnapshot, refKey } from '@/lib/model';
import { createLayoutEngine } from './layout-engine';
import type { Layout } from './use-layout';

/** The part of the graph that is looked at, and where its cards are. */
export interface Shown {
  graph: Graph;
  positions: Positions | undefined;
  settled: Positions | undefined;
  frames: readonly GroupFrame[];
  /** The places belong to this way of looking and are kept for nobody. */
  fixed: boolean;
}

const NO_FRAMES: readonly GroupFrame[] = [];

export interface ShownInput {
  graph: Graph | undefined;
  snapshot: ApiSnapshot | undefined;
  layout: Layout;
  options: GraphOptions;
}

/** Narrows the graph to the neighbours of one card, or puts it into groups. Undefined while nothing is known. */
export function useShown({ graph, snapshot, layout, options }: ShownInput): Shown | undefined {
  const { around, group } = options;
  const centre = around && refKey(around);
  const part = useMemo(() => (graph && centre ? aroundCard(graph, centre) : undefined), [graph, centre]);
  const own = useOwnLayout(part);
  const { settled } = layout;
  const whole = part ?? graph;
  const places = part ? own : settled;
  const grouped = useMemo(
    () =>
      group && whole && places && snapshot ? layoutGroups(whole, places, groupsOf(whole, snapshot, group)) : undefined,
    [group, whole, places, snapshot],
  );
  return useMemo(() => {
    if (!whole) return undefined;
    if (grouped) {
      return {
        graph: whole,
        positions: grouped.positions,
        settled: grouped.positions,
        frames: grouped.frames,
        fixed: true,
      };
    }
    const positions = part ? own : layout.positions;
    return { graph: whole, positions, settled: places, frames: NO_FRAMES, fixed: part !== undefined };
  }, [whole, grouped, part, own, places, layout.positions]);
}

/** A layout for a part alone: what lies far apart in the whole mesh comes together. */
function useOwnLayout(part: Graph | undefined): Positions | undefined {
  const key = useMemo(() => part && layoutKey(part), [part]);
  const [found, setFound] = useState<{ key: string; positions: Positions }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the graph
  useEffect(() => {
    if (!part || key === undefined) return;
    const engine = createLayoutEngine();
    let current = true;
    layoutGraph(engine, part, NO_POSITIONS).then(
      (positions) => current && setFound({ key, positions }),
      (error: unknown) => console.error('the neighbours could not be laid out', error),
    );
    return () => {
      current = false;
      engine.close();
    };
  }, [key]);
  return found && found.key === key ? found.positions : undefined;
}
