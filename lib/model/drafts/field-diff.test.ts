import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFields, diffFields } from './field-diff';
import { sameJson } from './json';
import { specLike } from './testing/spec-like';

const target = (virtualNode: string, weight: number, port?: number) => ({ virtualNode, weight, ...(port && { port }) });
const summary = (before: unknown, after: unknown) =>
  diffFields(before, after).map(({ path, op, before: was, after: is }) => [op, path, was, is]);

describe('the difference of two specs', () => {
  it('put into the one gives the other', () => {
    fc.assert(fc.property(specLike, specLike, (a, b) => sameJson(applyFields(a, diffFields(a, b)), b)));
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => sameJson(applyFields(a, diffFields(a, b)), b)));
  });

  it('is empty exactly when nothing differs, and says no field twice', () => {
    fc.assert(
      fc.property(specLike, specLike, (a, b) => {
        const changes = diffFields(a, b);
        expect(changes.length === 0).toBe(sameJson(a, b));
        const told = changes.map(({ op, path }) => `${op === 'removed' ? '-' : '+'}${path}`);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  it('names the weight that changed by its place in the list', () => {
    const route = (v2: number) => ({ action: { weightedTargets: [target('v1', 100), target('v2', v2)] } });
    expect(summary(route(0), route(5))).toEqual([['changed', 'action.weightedTargets[1].weight', 0, 5]]);
  });

  it('tells targets by their node: removing the first leaves the others alone', () => {
    const before = { targets: [target('v1', 1), target('v2', 2), target('v3', 3)] };
    const after = { targets: [target('v2', 2), target('v3', 4), target('v4', 5)] };
    expect(summary(before, after)).toEqual([
      ['removed', 'targets[0]', target('v1', 1), undefined],
      ['changed', 'targets[1].weight', 3, 4],
      ['added', 'targets[2]', undefined, target('v4', 5)],
    ]);
  });

  it('tells targets of one node by their ports', () => {
    const before = { targets: [target('v1', 1, 80), target('v1', 2, 81)] };
    const after = { targets: [target('v1', 1, 80), target('v1', 3, 81)] };
    expect(summary(before, after)).toEqual([['changed', 'targets[1].weight', 2, 3]]);
  });

  it('takes a list in another order, or of values without names, as one field', () => {
    const swapped = [target('v2', 2), target('v1', 1)];
    expect(summary([target('v1', 1), target('v2', 2)], swapped).map(([op, path]) => [op, path])).toEqual([
      ['changed', ''],
    ]);
    expect(summary({ ports: [1, 2] }, { ports: [1, 2, 3] })).toEqual([['changed', 'ports', [1, 2], [1, 2, 3]]]);
  });

  it('keeps a member named __proto__ a member', () => {
    const odd = JSON.parse('{"__proto__":{"x":1}}') as unknown;
    const changes = diffFields({}, odd);
    expect(changes).toMatchObject([{ op: 'added', path: '__proto__' }]);
    expect(JSON.stringify(applyFields({}, changes))).toBe('{"__proto__":{"x":1}}');
  });
});
