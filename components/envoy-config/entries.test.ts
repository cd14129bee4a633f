import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '@/lib/model';
import { entriesOf, matchesWords } from './entries';

const config: ProxyConfig = {
  resources: [
    { type: 'cluster', name: 'c1', json: { a: 1 }, version: '1', acknowledgedVersion: '1' },
    {
      type: 'route',
      name: 'r1',
      json: { weight: 5 },
      version: '2',
      acknowledgedVersion: '1',
      acknowledgedJson: { weight: 0 },
    },
    { type: 'listener', name: 'l1', json: {}, version: '1' },
    { type: 'route', name: 'r2', json: {}, version: '2', acknowledgedVersion: '1' },
  ],
  leftover: [{ type: 'cluster', name: 'old', version: '1', json: { a: 0 } }],
};

describe('the entries of a proxy’s configuration', () => {
  const entries = entriesOf(config);

  it('come by kind, and tell what the proxy has of each', () => {
    expect(entries.map(({ type, name, state }) => `${type} ${name} ${state}`)).toEqual([
      'listener l1 new',
      'route r1 differs',
      'route r2 differs',
      'cluster c1 same',
      'cluster old leftover',
    ]);
  });

  it('hold both sides where both are known', () => {
    const [, moved, unknown, same, old] = entries;
    expect([moved?.generated, moved?.acknowledged]).toEqual(['{\n  "weight": 5\n}', '{\n  "weight": 0\n}']);
    expect(unknown).not.toHaveProperty('acknowledged');
    expect(same?.acknowledged).toBe(same?.generated);
    expect(old).not.toHaveProperty('generated');
  });

  it.each([
    ['', 5],
    ['  ', 5],
    ['R1', 1],
    ['"weight": 0', 1],
    ['weight r1', 1],
    ['weight r2', 0],
  ])('are found by %j', (search, count) => {
    expect(entries.filter((entry) => matchesWords(entry, search))).toHaveLength(count);
  });
});
