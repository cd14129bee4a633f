import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameTags, tagChanges } from './tags';

const tags = fc.uniqueArray(
  fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.constantFrom('', '1', '2') }),
  {
    selector: ({ key }) => key,
  },
);

it('turns any list into any other, and sends nothing where they are the same', () => {
  fc.assert(
    fc.property(tags, tags, (before, after) => {
      const { remove, set } = tagChanges(before, after);
      const kept = before.filter(({ key }) => !remove.includes(key) && !set.some((tag) => tag.key === key));
      expect(sameTags([...kept, ...set], after)).toBe(true);
      expect(remove.length + set.length === 0).toBe(sameTags(before, after));
    }),
  );
});

it('does not mind the order', () => {
  const [a, b] = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];
  expect(sameTags([a, b], [b, a])).toBe(true);
  expect(sameTags([a], [{ ...a, value: '2' }])).toBe(false);
  expect(sameTags([a], [b])).toBe(false);
});
