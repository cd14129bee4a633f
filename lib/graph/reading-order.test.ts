import { expect, it } from 'vitest';
import { inReadingOrder } from './reading-order';
import type { Card } from './types';

const card = (id: string) => ({ id }) as Card;

it('goes through columns from the left and each from the top; a card that stands a little aside is in its column', () => {
  const cards = ['right', 'low', 'high', 'aside', 'unplaced'].map(card);
  const positions = new Map([
    ['right', { x: 400, y: 0 }],
    ['low', { x: 0, y: 300 }],
    ['high', { x: 10, y: 100 }],
    ['aside', { x: 90, y: 200 }],
    ['unplaced', { x: 0, y: 0 }],
  ]);
  expect(inReadingOrder(cards, positions).map(({ id }) => id)).toEqual(['unplaced', 'high', 'aside', 'low', 'right']);
});
