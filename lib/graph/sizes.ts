import type { Card, CardKind, Point, Size } from './types';

/** Heights in px at zoom 1. Cards are drawn at exactly these sizes, so that nothing has to be measured. */
export const HEADER_HEIGHT = 54;
export const ROW_HEIGHT = 28;
/** Widths in px at zoom 1, by kind. */
export const CARD_WIDTH: Record<CardKind, number> = {
  virtualGateway: 208,
  virtualService: 236,
  virtualRouter: 236,
  virtualNode: 208,
};
/** Room between a virtual service and the router below it. */
export const STACK_GAP = 32;

/** Where arrows dock: `in` and `out` at the sides, `top` and `bottom` between a service and its router. */
export type Dock = 'in' | 'out' | 'top' | 'bottom';

/** A card's size: the header, and a line for each of its routes. */
export function sizeOf(card: Pick<Card, 'kind' | 'rows'>): Size {
  return { width: CARD_WIDTH[card.kind], height: HEADER_HEIGHT + card.rows.length * ROW_HEIGHT };
}

/** Where a dock of a card lies, from the card's top left corner. */
export function dockOffset(card: Pick<Card, 'kind' | 'rows'>, dock: Dock): Point {
  const { width, height } = sizeOf(card);
  if (dock === 'top') return { x: width / 2, y: 0 };
  if (dock === 'bottom') return { x: width / 2, y: height };
  return { x: dock === 'in' ? 0 : width, y: HEADER_HEIGHT / 2 };
}

/** Where arrows leave a row, from the card's top left corner; undefined when the card has no such row. */
export function rowOffset(card: Pick<Card, 'kind' | 'rows'>, row: string): Point | undefined {
  const index = card.rows.findIndex((one) => one.id === row);
  if (index < 0) return undefined;
  return { x: CARD_WIDTH[card.kind], y: HEADER_HEIGHT + (index + 0.5) * ROW_HEIGHT };
}
