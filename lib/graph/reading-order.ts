import type { Card, Positions } from './types';

/** Cards whose left sides are this near, px, stand in one column. */
const COLUMN = 120;

/** Cards as the picture is read: column by column from the left, each from the top. Tab goes through them like this. */
export function inReadingOrder(cards: readonly Card[], positions: Positions): Card[] {
  const place = (card: Card) => positions.get(card.id) ?? { x: 0, y: 0 };
  const sorted = [...cards].sort((a, b) => place(a).x - place(b).x);
  const column = new Map<Card, number>();
  let [left, number] = [Number.NEGATIVE_INFINITY, 0];
  for (const card of sorted) {
    const { x } = place(card);
    if (x - left > COLUMN) {
      left = x;
      number += 1;
    }
    column.set(card, number);
  }
  return sorted.sort((a, b) => (column.get(a) ?? 0) - (column.get(b) ?? 0) || place(a).y - place(b).y);
}
