'use client';

import { useMemo, useRef } from 'react';
import {
  bundleEdges,
  CardIndex,
  EdgeRouter,
  type EdgeTraffic,
  type Graph,
  inReadingOrder,
  type Positions,
} from '@/lib/graph';
import { useCanvas } from './canvas-context';
import { useEdgeWords } from './edge-words';
import { farEdges } from './far/far-edges';
import { type CardFlowNode, flowEdges, flowNodes, labelPlaces, type MeshFlowEdge, nearEdges } from './flow-elements';
import { useNear } from './use-near';

/** Labels of a graph of this size are placed all at once, so that panning never moves one. */
const SMALL = 300;
/** Height of a label in px at zoom 1. */
const LABEL_HEIGHT = 20;

export interface PictureInput {
  graph: Graph;
  positions: Positions;
  /** Without what is being dragged. */
  settled: Positions;
  figures: ReadonlyMap<string, EdgeTraffic>;
  /** Ids of cards that are being dragged: they stay elements of the page wherever they are. */
  dragging: ReadonlySet<string>;
}

/** What is drawn of a graph: elements for what is near, curves for everything, bundles for hubs. */
export function usePicture({ graph, positions, settled, figures, dragging }: PictureInput) {
  const { highlight, picked, showTraffic } = useCanvas();
  const words = useEdgeWords(showTraffic);
  const index = useMemo(() => new CardIndex(graph, settled), [graph, settled]);
  const near = useNear(index, dragging);
  const router = useRef<EdgeRouter>(undefined);
  const curves = useMemo(() => {
    router.current ??= new EdgeRouter();
    return router.current.route(graph, positions);
  }, [graph, positions]);
  const bundled = useMemo(() => bundleEdges(graph, settled), [graph, settled]);
  const cards = useMemo(() => {
    const isNear = graph.cards.filter((card) => near.ids.has(card.id));
    return inReadingOrder(isNear, settled);
  }, [graph.cards, near.ids, settled]);
  const lit = highlight.edges;
  const shownEdges = useMemo(() => nearEdges(graph, near.ids, lit), [graph, near.ids, lit]);
  const shown = useMemo(() => new Set(shownEdges.map((edge) => edge.id)), [shownEdges]);

  const far = useMemo(() => farEdges({ graph, single: bundled.single, shown, lit }), [graph, bundled, shown, lit]);

  const before = useRef<CardFlowNode[]>([]);
  const nodes = useMemo(() => {
    before.current = flowNodes({ cards, positions, ids: near.ids, picked }, before.current);
    return before.current;
  }, [cards, positions, near.ids, picked]);

  const isSmall = graph.cards.length <= SMALL;
  const labelled = isSmall ? graph.edges : shownEdges;
  const sizes = useMemo(() => {
    const texts = labelled.map((edge) => [edge.id, words(edge, figures.get(edge.id)).text] as const);
    return new Map(
      texts.flatMap(([id, text]) =>
        text === '' ? [] : [[id, { width: labelWidth(text), height: LABEL_HEIGHT }] as const],
      ),
    );
  }, [labelled, words, figures]);
  const key = [...sizes].map(([id, { width }]) => `${id} ${width}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures alone move no label; while a card is dragged its labels ride along
  const places = useMemo(
    () => labelPlaces({ cards: isSmall ? graph.cards : cards, positions: settled, curves, sizes }),
    [settled, key, isSmall ? graph.cards : cards],
  );
  const edgesBefore = useRef<MeshFlowEdge[]>([]);
  const edges = useMemo(() => {
    edgesBefore.current = flowEdges({ edges: shownEdges, curves, places, figures, words, lit }, edgesBefore.current);
    return edgesBefore.current;
  }, [shownEdges, curves, places, figures, words, lit]);
  return { index, near, curves, far, bundles: bundled.bundles, nodes, edges, words };
}

/** Room for a label in px, in steps so that a digit more or less does not move it. */
function labelWidth(text: string): number {
  return Math.ceil((text.length * 6.3 + 13) / 12) * 12;
}
