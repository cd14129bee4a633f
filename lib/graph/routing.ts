import { type Curve, downCurve, sideCurve } from './curve';
import { CARD_WIDTH, dockOffset, rowOffset, STACK_GAP, sizeOf } from './sizes';
import type { Card, Edge, Graph, Point, Positions } from './types';

/** Each arrow's curve, by edge id; arrows of cards without a position are left out. */
export function routeEdges(graph: Graph, positions: Positions): Map<string, Curve> {
  const cards = new Map(graph.cards.map((card) => [card.id, card]));
  const curves = new Map<string, Curve>();
  for (const edge of graph.edges) {
    const curve = routeEdge(edge, cards, positions);
    if (curve) curves.set(edge.id, curve);
  }
  return curves;
}

function routeEdge(edge: Edge, cards: ReadonlyMap<string, Card>, positions: Positions): Curve | undefined {
  const source = cards.get(edge.from.card);
  const target = cards.get(edge.to);
  const at = positions.get(edge.from.card);
  const to = positions.get(edge.to);
  if (!source || !target || !at || !to) return undefined;
  if (edge.kind === 'provider' && standsBelow(target, to, source, at)) {
    return downCurve(plus(at, dockOffset(source, 'bottom')), plus(to, dockOffset(target, 'top')));
  }
  const row = edge.from.row === undefined ? undefined : rowOffset(source, edge.from.row);
  return sideCurve(plus(at, row ?? dockOffset(source, 'out')), plus(to, dockOffset(target, 'in')));
}

/** Whether a router stands right below its service, so that a straight line down says it best. */
function standsBelow(router: Card, at: Point, service: Card, above: Point): boolean {
  if (router.kind !== 'virtualRouter') return false;
  const gap = at.y - (above.y + sizeOf(service).height);
  return gap > 0 && gap <= 3 * STACK_GAP && Math.abs(at.x - above.x) < CARD_WIDTH.virtualRouter / 2;
}

const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
