import { type Curve, downCurve, sideCurve } from './curve';
import { CARD_WIDTH, dockOffset, rowOffset, STACK_GAP, sizeOf } from './sizes';
import type { Card, Edge, Graph, Point, Positions } from './types';

interface Known {
  edge: Edge;
  source: Card;
  target: Card;
  at: Point;
  to: Point;
  curve: Curve;
}

/** Finds the curves of arrows, and remembers them: while one card is dragged, only its own arrows are found anew. */
export class EdgeRouter {
  #known = new Map<string, Known>();

  /** Each arrow's curve, by edge id; arrows of cards without a position are left out. */
  route(graph: Graph, positions: Positions): Map<string, Curve> {
    const cards = new Map(graph.cards.map((card) => [card.id, card]));
    const known = new Map<string, Known>();
    const curves = new Map<string, Curve>();
    for (const edge of graph.edges) {
      const found = this.#find(edge, cards, positions);
      if (!found) continue;
      known.set(edge.id, found);
      curves.set(edge.id, found.curve);
    }
    this.#known = known;
    return curves;
  }

  #find(edge: Edge, cards: ReadonlyMap<string, Card>, positions: Positions): Known | undefined {
    const source = cards.get(edge.from.card);
    const target = cards.get(edge.to);
    const at = positions.get(edge.from.card);
    const to = positions.get(edge.to);
    if (!source || !target || !at || !to) return undefined;
    const before = this.#known.get(edge.id);
    const same = before?.edge === edge && before.source === source && before.target === target;
    if (before && same && before.at === at && before.to === to) return before;
    return { edge, source, target, at, to, curve: curveOf({ edge, source, target, at, to }) };
  }
}

function curveOf({ edge, source, target, at, to }: Omit<Known, 'curve'>): Curve {
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
