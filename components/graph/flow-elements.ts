import { type Edge as FlowEdge, type Node as FlowNode, type NodeHandle, Position } from '@xyflow/react';
import {
  type Card,
  type Curve,
  dockOffset,
  type Edge,
  type EdgeTraffic,
  type Graph,
  type Positions,
  placeLabels,
  routeEdges,
  rowOffset,
  sizeOf,
} from '@/lib/graph';

export type CardFlowNode = FlowNode<{ card: Card }, 'card'>;
export type MeshFlowEdge = FlowEdge<
  { edge: Edge; curve: Curve; figures: EdgeTraffic | undefined; place: number; text: string; title: string },
  'mesh'
>;

/** Height of a label, in px. */
const LABEL_HEIGHT = 20;

/** Cards with a place as nodes of the canvas, sized and with their docks, so that nothing needs to be measured. */
export function flowNodes(graph: Graph, positions: Positions, before: readonly CardFlowNode[]): CardFlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  return graph.cards.flatMap((card) => {
    const position = positions.get(card.id);
    if (!position) return [];
    const known = old.get(card.id);
    const still = known?.data.card === card && known.position.x === position.x && known.position.y === position.y;
    return [known && still ? known : flowNode(card, position)];
  });
}

function flowNode(card: Card, position: { x: number; y: number }): CardFlowNode {
  const size = sizeOf(card);
  return {
    id: card.id,
    type: 'card',
    position,
    data: { card },
    ...size,
    measured: size,
    handles: handlesOf(card),
    focusable: false,
    selectable: false,
    deletable: false,
    connectable: false,
  };
}

function handlesOf(card: Card): NodeHandle[] {
  const handle = (id: string, type: 'source' | 'target', position: Position, at: { x: number; y: number }) => ({
    id,
    type,
    position,
    ...at,
    width: 1,
    height: 1,
  });
  return [
    handle('in', 'target', Position.Left, dockOffset(card, 'in')),
    handle('out', 'source', Position.Right, dockOffset(card, 'out')),
    ...card.rows.map((row) => handle(row.id, 'source', Position.Right, rowOffset(card, row.id) ?? { x: 0, y: 0 })),
  ];
}

/** What an arrow says: the text beside it (empty = none) and the whole sentence. */
export interface EdgeWords {
  text: string;
  title: string;
}

export interface FlowEdgeInput {
  graph: Graph;
  positions: Positions;
  places: ReadonlyMap<string, number>;
  figures: ReadonlyMap<string, EdgeTraffic>;
  words: (edge: Edge, figures: EdgeTraffic | undefined) => EdgeWords;
}

/** Arrows between cards that have places. */
export function flowEdges({ graph, positions, places, figures, words }: FlowEdgeInput): MeshFlowEdge[] {
  const curves = routeEdges(graph, positions);
  return graph.edges.flatMap((edge) => {
    const curve = curves.get(edge.id);
    if (!curve) return [];
    const known = figures.get(edge.id);
    const said = words(edge, known);
    return [
      {
        id: edge.id,
        type: 'mesh' as const,
        source: edge.from.card,
        sourceHandle: edge.from.row ?? 'out',
        target: edge.to,
        targetHandle: 'in',
        data: { edge, curve, figures: known, place: places.get(edge.id) ?? 0.5, ...said },
        ariaLabel: said.title,
        focusable: true,
        selectable: false,
        deletable: false,
      },
    ];
  });
}

/** Where labels go, for the arrows that have one; `widths` = their room in px. */
export function labelPlaces(
  graph: Graph,
  positions: Positions,
  widths: ReadonlyMap<string, number>,
): Map<string, number> {
  const curves = routeEdges(graph, positions);
  const boxes = graph.cards.flatMap((card) => {
    const at = positions.get(card.id);
    const { width, height } = sizeOf(card);
    return at ? [{ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height }] : [];
  });
  const sizes = new Map([...widths].map(([id, width]) => [id, { width, height: LABEL_HEIGHT }]));
  return placeLabels(curves, sizes, boxes);
}
