'use client';

import { useCallback, useMemo, useState } from 'react';
import { type GraphOptions, type PageState, showsLayer } from '@/lib/client';
import { type Edge, type Graph, highlightOf, NO_HIGHLIGHT } from '@/lib/graph';
import { type ResourceRef, refKey } from '@/lib/model';
import type { CanvasState } from './canvas-context';

const NOBODY: ReadonlySet<string> = new Set();

export interface CanvasStateInput {
  graph: Graph | undefined;
  page: PageState;
  go: (next: PageState) => void;
  options: GraphOptions;
}

/** What is selected: one resource, which stands in the address, an arrow of it, or several cards together. */
export function useCanvasState({ graph, page, go, options }: CanvasStateInput) {
  const [picked, setPicked] = useState(NOBODY);
  const [arrow, setArrow] = useState<string>();
  const selected = page.select && refKey(page.select);
  const inDraft = page.draft !== undefined;
  const showTraffic = showsLayer(options, 'traffic', inDraft);
  const showProblems = showsLayer(options, 'problems', inDraft);
  const select = useCallback(
    (ref: ResourceRef) => {
      setPicked(NOBODY);
      setArrow(undefined);
      go({ select: ref });
    },
    [go],
  );
  const pick = useCallback((id: string) => {
    setArrow(undefined);
    setPicked((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  }, []);
  const pickArrow = useCallback(
    (edge: Edge) => {
      setPicked(NOBODY);
      setArrow(edge.id);
      go({ select: edge.owner });
    },
    [go],
  );
  const edge = useMemo(() => {
    const found = graph?.edges.find((one) => one.id === arrow);
    return found && refKey(found.owner) === selected ? found : undefined;
  }, [graph, arrow, selected]);
  const highlight = useMemo(() => (graph ? highlightOf(graph, selected) : NO_HIGHLIGHT), [graph, selected]);
  const canvas = useMemo(
    (): CanvasState => ({
      selected,
      picked,
      arrow: edge?.id,
      highlight,
      showTraffic,
      showProblems,
      select,
      pick,
      pickArrow,
    }),
    [selected, picked, edge?.id, highlight, showTraffic, showProblems, select, pick, pickArrow],
  );
  return { canvas, picked, setPicked, arrow: edge };
}
