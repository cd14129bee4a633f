import { describe, expect, it } from 'vitest';
import { type ApiResource, refKey } from '@/lib/model';
import { buildGraph } from './build';
import { markDraft } from './draft-marks';
import { node, route, router, service, snapshotOf } from './testing/fixture';
import type { Mark } from './types';

const live = [
  node('a', 's.local'),
  node('v1'),
  node('v2'),
  service('s.local', 'r'),
  router('r'),
  route('all', 'r', { v1: 100, v2: 0 }),
];

/** The marks that an overlay would tell, for these keys. */
function marked(draft: ApiResource[], marks: Record<string, Mark> = {}) {
  const graph = (resources: ApiResource[]) => buildGraph({ snapshot: snapshotOf(resources) });
  return markDraft(graph(live), graph(draft), (id) => marks[id]);
}

describe('markDraft', () => {
  it('marks nothing where nothing differs', () => {
    const graph = buildGraph({ snapshot: snapshotOf(live) });
    expect(marked(live)).toEqual(graph);
  });

  it('says what the weights were', () => {
    const draft = live.map((one) => (one.kind === 'route' ? route('all', 'r', { v1: 95, v2: 5 }) : one));
    const key = refKey({ kind: 'route', parent: 'r', name: 'all' });
    const { cards, edges } = marked(draft, { [key]: 'changed' });
    expect(edges.filter((edge) => edge.mark).map(({ mark, percent, was }) => [mark, was?.percent, percent])).toEqual([
      ['changed', 100, 95],
      ['changed', 0, 5],
    ]);
    const card = cards.find((one) => one.name === 'r');
    expect(card?.mark).toBeUndefined();
    expect(card?.rows[0]?.mark).toBe('changed');
  });

  it('keeps what is removed in the picture, and marks what is new', () => {
    const draft = [...live.filter((one) => one.kind !== 'route' && one.name !== 'v2'), node('v3', 's.local')];
    const v2 = refKey({ kind: 'virtualNode', name: 'v2' });
    const v3 = refKey({ kind: 'virtualNode', name: 'v3' });
    const all = refKey({ kind: 'route', parent: 'r', name: 'all' });
    const { cards, edges } = marked(draft, { [v2]: 'removed', [v3]: 'added', [all]: 'removed' });
    expect(cards.find((card) => card.id === v2)).toMatchObject({ mark: 'removed', ghost: false });
    expect(cards.find((card) => card.id === v3)).toMatchObject({ mark: 'added' });
    expect(cards.find((card) => card.name === 'r')?.rows).toMatchObject([{ id: all, mark: 'removed' }]);
    expect(edges.map(({ kind, mark }) => [kind, mark])).toEqual([
      ['backend', undefined],
      ['backend', 'added'],
      ['provider', undefined],
      ['target', 'removed'],
      ['target', 'removed'],
    ]);
  });
});
