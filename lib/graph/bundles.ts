import type { Curve } from './curve';
import { sizeOf } from './sizes';
import type { Edge, Graph, Point, Positions } from './types';

/** A card with more arrows than this on one side is a hub: far away, its arrows are drawn together. */
const HUB_ABOVE = 24;
/** Side of the squares, in px, whose arrows to one hub become one. */
const SQUARE = 1200;

/** A line that stands for several arrows between a hub and one part of the picture. */
export interface Bundle {
  /** Id of the hub's card. */
  hub: string;
  curve: Curve;
  count: number;
}

/** Arrows to draw one by one, and those of hubs drawn together: thousands of lines into one point say no more than a few. */
export function bundleEdges(graph: Graph, positions: Positions): { single: Edge[]; bundles: Bundle[] } {
  const degree = new Map<string, number>();
  for (const edge of graph.edges) {
    for (const end of [`out ${edge.from.card}`, `in ${edge.to}`]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const middles = middlesOf(graph, positions);
  const single: Edge[] = [];
  const groups = new Map<string, { hub: string; hubIsTo: boolean; others: Point[] }>();
  for (const edge of graph.edges) {
    const hubIsTo = (degree.get(`in ${edge.to}`) ?? 0) > HUB_ABOVE;
    const isHub = hubIsTo || (degree.get(`out ${edge.from.card}`) ?? 0) > HUB_ABOVE;
    const other = middles.get(hubIsTo ? edge.from.card : edge.to);
    if (!isHub || !other) {
      single.push(edge);
      continue;
    }
    const hub = hubIsTo ? edge.to : edge.from.card;
    const key = `${hub} ${hubIsTo} ${Math.floor(other.x / SQUARE)} ${Math.floor(other.y / SQUARE)}`;
    const group = groups.get(key);
    if (group) group.others.push(other);
    else groups.set(key, { hub, hubIsTo, others: [other] });
  }
  return { single, bundles: [...groups.values()].flatMap((group) => bundleOf(group, middles)) };
}

function bundleOf(
  { hub, hubIsTo, others }: { hub: string; hubIsTo: boolean; others: Point[] },
  middles: ReadonlyMap<string, Point>,
): Bundle[] {
  const at = middles.get(hub);
  if (!at) return [];
  const sum = others.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  const far = { x: sum.x / others.length, y: sum.y / others.length };
  return [{ hub, count: others.length, curve: hubIsTo ? curveBetween(far, at) : curveBetween(at, far) }];
}

/** Leaves to the right and comes in from the left, as single arrows do. */
function curveBetween(from: Point, to: Point): Curve {
  const reach = Math.max(60, Math.abs(to.x - from.x) / 2);
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
}

function middlesOf(graph: Graph, positions: Positions): Map<string, Point> {
  return new Map(
    graph.cards.flatMap((card): [string, Point][] => {
      const at = positions.get(card.id);
      const { width, height } = sizeOf(card);
      return at ? [[card.id, { x: at.x + width / 2, y: at.y + height / 2 }]] : [];
    }),
  );
}
