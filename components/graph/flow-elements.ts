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
  rowOffset,
  sizeOf,
} from '@/lib/graph';

export type CardFlowNode = FlowNode<{ card: Card }, 'card'>;
export type MeshFlowEdge = FlowEdge<
  { edge: Edge; curve: Curve; figures: EdgeTraffic | undefined; place: number; text: string; title: string },
  'mesh'
>;

export interface FlowNodeInput {
  cards: readonly Card[];
  positions: Positions;
  /** Only these are elements of the page. */
  ids: ReadonlySet<string>;
  picked: ReadonlySet<string>;
}

/** Cards near by as nodes of the canvas, sized and with their docks, so that nothing needs to be measured. */
export function flowNodes(input: FlowNodeInput, before: readonly CardFlowNode[]): CardFlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  return input.cards.flatMap((card) => {
    const position = input.positions.get(card.id);
    if (!position || !input.ids.has(card.id)) return [];
    const selected = input.picked.has(card.id);
    const known = old.get(card.id);
    const still = known?.data.card === card && known.position.x === position.x && known.position.y === position.y;
    return [known && still && known.selected === selected ? known : flowNode(card, position, selected)];
  });
}

function flowNode(card: Card, position: { x: number; y: number }, selected: boolean): CardFlowNode {
  const size = sizeOf(card);
  return {
    id: card.id,
    type: 'card',
    position,
    selected,
    data: { card },
    ...size,
    measured: size,
    handles: handlesOf(card),
    focusable: false,
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
  edges: readonly Edge[];
  curves: ReadonlyMap<string, Curve>;
  places: ReadonlyMap<string, number>;
  figures: ReadonlyMap<string, EdgeTraffic>;
  words: (edge: Edge, figures: EdgeTraffic | undefined) => EdgeWords;
  /** Arrows of the selection: only these are stops of the Tab key, as there are many. */
  lit: ReadonlySet<string>;
}

/** Arrows between cards near by; those that look as before stay the same objects, so that they are not drawn anew. */
export function flowEdges(input: FlowEdgeInput, before: readonly MeshFlowEdge[]): MeshFlowEdge[] {
  const { edges, curves, places, figures, words, lit } = input;
  const old = new Map(before.map((edge) => [edge.id, edge]));
  return edges.flatMap((edge) => {
    const curve = curves.get(edge.id);
    if (!curve) return [];
    const known = figures.get(edge.id);
    const data = { edge, curve, figures: known, place: places.get(edge.id) ?? 0.5, ...words(edge, known) };
    const last = old.get(edge.id);
    const tabIndex = lit.has(edge.id) ? 0 : -1;
    const stays = last?.data && sameLook(last.data, data) && last.domAttributes?.tabIndex === tabIndex;
    return [stays ? last : flowEdge(edge, data, tabIndex)];
  });
}

type EdgeData = NonNullable<MeshFlowEdge['data']>;

function sameLook(a: EdgeData, b: EdgeData): boolean {
  const same = a.edge === b.edge && a.curve === b.curve && a.figures === b.figures;
  return same && a.place === b.place && a.text === b.text && a.title === b.title;
}

function flowEdge(edge: Edge, data: EdgeData, tabIndex: number): MeshFlowEdge {
  return {
    id: edge.id,
    type: 'mesh',
    source: edge.from.card,
    sourceHandle: edge.from.row ?? 'out',
    target: edge.to,
    targetHandle: 'in',
    data,
    ariaLabel: data.title,
    focusable: false,
    ariaRole: 'group',
    domAttributes: { tabIndex },
    selectable: false,
    deletable: false,
  };
}

/** At most so many arrows are elements of the page; the others are drawn on the canvas below. */
const MOST_ARROWS = 260;

/** Arrows whose ends are both near: those of the selection first. */
export function nearEdges(graph: Graph, ids: ReadonlySet<string>, lit: ReadonlySet<string>): Edge[] {
  const edges = graph.edges.filter((edge) => ids.has(edge.from.card) && ids.has(edge.to));
  if (edges.length <= MOST_ARROWS) return edges;
  return [...edges.filter(({ id }) => lit.has(id)), ...edges.filter(({ id }) => !lit.has(id))].slice(0, MOST_ARROWS);
}

export interface LabelInput {
  cards: readonly Card[];
  positions: Positions;
  curves: ReadonlyMap<string, Curve>;
  /** Room of each label in px, by arrow. */
  sizes: ReadonlyMap<string, { width: number; height: number }>;
}

/** Where labels go, for the arrows that have one. */
export function labelPlaces({ cards, positions, curves, sizes }: LabelInput): Map<string, number> {
  const boxes = cards.flatMap((card) => {
    const at = positions.get(card.id);
    const { width, height } = sizeOf(card);
    return at ? [{ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height }] : [];
  });
  return placeLabels(curves, sizes, boxes);
}
