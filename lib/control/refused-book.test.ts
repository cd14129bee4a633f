import { expect, it } from 'vitest';
import { RefusedBook } from './refused-book';

const WHY = { code: 16, reason: 'no-credential', message: 'm' } as const;
const node = (id: string) => ({ id, cluster: '', metadata: {}, userAgentName: '' });
const from = (host: string) => ({ address: `${host}:1234`, secure: true });

it('counts like refusals as one, newest first', () => {
  const book = new RefusedBook();
  book.add('m', { node: node('a'), peer: from('10.0.0.1') }, WHY, 1);
  book.add('m', { node: node('b'), peer: from('10.0.0.1') }, WHY, 2);
  book.add('m', { node: node('a'), peer: from('10.0.0.1') }, WHY, 3);
  expect(book.of('m').map(({ claimed, count, firstAt, lastAt }) => [claimed, count, firstAt, lastAt])).toEqual([
    ['a', 2, 1, 3],
    ['b', 1, 2, 2],
  ]);
  book.keepOnly(new Set());
  expect(book.of('m')).toEqual([]);
});

it('keeps a bounded number of short entries, whatever strangers send', () => {
  const book = new RefusedBook();
  for (let i = 0; i < 5000; i++) {
    book.add('m', { node: node(`${i}${'x'.repeat(10_000)}`), peer: from(`10.0.${i % 250}.1`) }, WHY, i);
  }
  const kept = book.of('m');
  expect(kept).toHaveLength(100);
  expect(Math.max(...kept.map(({ claimed }) => claimed.length))).toBeLessThanOrEqual(512);
});

it('does not let one host push out what is kept of others', () => {
  const book = new RefusedBook();
  book.add('m', { node: node('a real one'), peer: from('10.0.0.1') }, WHY, 1);
  for (let i = 0; i < 5000; i++) book.add('m', { node: node(`made up ${i}`), peer: from('10.0.0.2') }, WHY, i + 2);
  const kept = book.of('m');
  expect(kept.at(-1)?.claimed).toBe('a real one');
  expect(kept).toHaveLength(21);
});
