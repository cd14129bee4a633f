import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from './json';
import { mergeValues } from './merge-values';
import { specLike } from './testing/spec-like';

const targets = (weights: Record<string, number>) => ({
  targets: Object.entries(weights).map(([virtualNode, weight]) => ({ virtualNode, weight })),
});

describe('merging two changes of one spec', () => {
  it('takes the side that changed when the other did not, or both did the same', () => {
    fc.assert(
      fc.property(specLike, specLike, (base, changed) => {
        for (const sides of [
          { base, mine: changed, theirs: base },
          { base, mine: base, theirs: changed },
          { base, mine: changed, theirs: changed },
        ]) {
          const merged = mergeValues(sides);
          expect(merged.clashes).toEqual([]);
          expect(sameJson(merged.value, changed)).toBe(true);
        }
      }),
    );
  });

  it('finds the same clashes from both sides, and takes the side that is asked for', () => {
    fc.assert(
      fc.property(specLike, specLike, specLike, (base, mine, theirs) => {
        const merged = mergeValues({ base, mine, theirs });
        const mirrored = mergeValues({ base, mine: theirs, theirs: mine });
        expect(merged.clashes.map((clash) => clash.path).sort()).toEqual(
          mirrored.clashes.map((clash) => clash.path).sort(),
        );
        const flipped = mergeValues({ base, mine: theirs, theirs: mine }, 'theirs').value;
        if (merged.clashes.length > 0) expect(sameElements(merged.value, flipped)).toBe(true);
      }),
    );
  });

  it('merges again to the same once it is based on their side', () => {
    fc.assert(
      fc.property(specLike, specLike, specLike, (base, mine, theirs) => {
        const { value } = mergeValues({ base, mine, theirs });
        const again = mergeValues({ base: theirs, mine: value, theirs });
        expect(again.clashes).toEqual([]);
        expect(sameJson(again.value, value)).toBe(true);
      }),
    );
  });

  it('merges weights of different targets, and tells a weight that both changed', () => {
    const base = targets({ v1: 90, v2: 10 });
    const merged = mergeValues({ base, mine: targets({ v1: 80, v2: 10 }), theirs: targets({ v1: 90, v2: 20, v3: 1 }) });
    expect(merged).toEqual({
      value: targets({ v1: 80, v2: 20, v3: 1 }),
      clashes: [],
      fromTheirs: ['targets[v2]', 'targets[v3]'],
    });
    const clashing = { base, mine: targets({ v1: 80, v2: 10 }), theirs: targets({ v1: 70, v2: 30 }) };
    const clashes = [{ path: 'targets[v1].weight', base: 90, mine: 80, theirs: 70 }];
    expect(mergeValues(clashing)).toMatchObject({ value: targets({ v1: 80, v2: 30 }), clashes });
    expect(mergeValues(clashing, 'theirs')).toMatchObject({ value: targets({ v1: 70, v2: 30 }), clashes });
  });

  it('tells a clash where one side removed what the other changed', () => {
    const sides = {
      base: targets({ v1: 1, v2: 1 }),
      mine: targets({ v1: 1 }),
      theirs: targets({ v1: 1, v2: 9 }),
    };
    const theirs = { virtualNode: 'v2', weight: 9 };
    expect(mergeValues(sides).clashes).toEqual([
      { path: 'targets[v2]', base: { virtualNode: 'v2', weight: 1 }, theirs },
    ]);
    expect(mergeValues(sides).value).toEqual(targets({ v1: 1 }));
    expect(mergeValues(sides, 'theirs').value).toEqual(targets({ v1: 1, v2: 9 }));
  });
});

/** Equal but for the order of elements: each side puts its own additions first. */
function sameElements(a: unknown, b: unknown): boolean {
  return sameJson(unordered(a), unordered(b));
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(unordered)
      .map((one) => JSON.stringify(one))
      .sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, member]) => [name, unordered(member)]),
  );
}
