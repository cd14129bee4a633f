import { expect, it } from 'vitest';
import { certificateEnd } from './certificate-end';

const DAY_MS = 24 * 3600 * 1000;

it.each([
  [400 * DAY_MS, 'good', 400],
  [30 * DAY_MS, 'good', 30],
  [30 * DAY_MS - 1, 'ends-soon', 29],
  [1, 'ends-soon', 0],
  [0, 'ends-soon', 0],
  [-1, 'ended', 0],
  [-40 * DAY_MS, 'ended', 0],
])('%i ms before the end it is %s, with %i whole days left', (left, state, days) => {
  expect(certificateEnd(1_000_000 + left, 1_000_000)).toEqual({ state, days });
});
