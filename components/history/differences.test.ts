import { describe, expect, it } from 'vitest';
import type { ApiResource } from '@/lib/model';
import { differences } from './differences';

const resource = (kind: ApiResource['kind'], name: string, spec: object, parent?: string) =>
  ({ kind, name, spec, ...(parent && { parent }) }) as ApiResource;

describe('differences', () => {
  it('tells what was added, changed and removed, kind by kind', () => {
    const before = [resource('route', 'all', { priority: 1 }, 'r'), resource('virtualNode', 'a', {})];
    const after = [resource('route', 'all', { priority: 2 }, 'r'), resource('virtualNode', 'b', {})];
    expect(differences(before, after)).toEqual([
      { ref: { kind: 'virtualNode', name: 'a' }, op: 'removed', before: {} },
      { ref: { kind: 'virtualNode', name: 'b' }, op: 'added', after: {} },
      {
        ref: { kind: 'route', name: 'all', parent: 'r' },
        op: 'changed',
        before: { priority: 1 },
        after: { priority: 2 },
      },
    ]);
  });

  it('tells nothing of what only was written again', () => {
    const one = [resource('virtualNode', 'a', { x: 1, y: 2 })];
    expect(differences(one, [resource('virtualNode', 'a', { y: 2, x: 1 })])).toEqual([]);
  });
});
