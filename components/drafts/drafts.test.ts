import { describe, expect, it } from 'vitest';
import type { DraftSummary } from '@/lib/model';
import { briefValue } from '../mesh-view/brief-value';
import { countByType } from './count-by-type';
import { sortDrafts } from './sort-drafts';

const draft = (id: string, updatedAt: number, appliedRevision?: number): DraftSummary => ({
  id,
  mesh: 'm',
  name: id,
  author: 'a',
  createdAt: 1,
  updatedAt,
  updatedBy: 'a',
  version: 1,
  resources: 1,
  comments: 0,
  ...(appliedRevision === undefined ? {} : { appliedRevision }),
});

describe('sortDrafts', () => {
  it('puts open ones first, each newest first', () => {
    const drafts = [draft('old', 1), draft('done', 9, 4), draft('new', 2), draft('done later', 10, 5)];
    expect(sortDrafts(drafts).map(({ id }) => id)).toEqual(['new', 'old', 'done later', 'done']);
  });
});

describe('briefValue', () => {
  it('shows text and numbers as they are, the rest as JSON', () => {
    expect([briefValue('http'), briefValue(5), briefValue({ a: [1] }), briefValue(undefined)]).toEqual([
      'http',
      '5',
      '{"a":[1]}',
      '',
    ]);
  });

  it('cuts what is long, never inside a character', () => {
    expect(briefValue('🦊'.repeat(81))).toBe(`${'🦊'.repeat(80)}…`);
    expect(briefValue('x'.repeat(80))).toBe('x'.repeat(80));
  });
});

describe('countByType', () => {
  it('counts what happens to the resources of each type, and names each once', () => {
    const node = { proxies: 1, profile: 'connected', removed: false } as const;
    const cluster = { type: 'cluster', name: 'c', op: 'added' } as const;
    const counts = countByType([
      { ...node, resource: { kind: 'virtualNode', name: 'a' }, resources: [cluster] },
      {
        ...node,
        resource: { kind: 'virtualNode', name: 'b' },
        resources: [cluster, { type: 'route', name: 'r', op: 'changed' }],
      },
    ]);
    expect(counts).toEqual([
      { type: 'cluster', added: 2, changed: 0, removed: 0, names: ['c'] },
      { type: 'route', added: 0, changed: 1, removed: 0, names: ['r'] },
    ]);
  });
});
