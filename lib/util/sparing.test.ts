import { expect, it } from 'vitest';
import { createSparing } from './sparing';

it('tells the first of a key, then at most one in each span, with the number of those kept quiet', () => {
  const sparing = createSparing({ everyMs: 100, most: 10 });
  expect([0, 10, 99, 100, 150].map((at) => sparing.tell('a', at))).toEqual([0, undefined, undefined, 2, undefined]);
  expect(sparing.tell('b', 150)).toBe(0);
});

it('remembers a bounded number of keys', () => {
  const sparing = createSparing({ everyMs: 100, most: 2 });
  for (const key of ['a', 'b', 'c']) sparing.tell(key, 0);
  expect(sparing.tell('b', 1)).toBeUndefined();
  expect(sparing.tell('a', 1)).toBe(0);
});
