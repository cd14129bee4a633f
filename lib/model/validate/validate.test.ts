import { describe, expect, it } from 'vitest';
import { API_TABLE } from '../api-table';
import { constraintCases } from '../testing/constraint-cases';
import { validateInput } from './validate';
import type { Violation } from './violation';

const CASES = constraintCases();

describe('constraints of the API table', () => {
  it('covers every operation and every kind of constraint', () => {
    expect(new Set(CASES.map((c) => c.operation)).size).toBe(Object.keys(API_TABLE.operations).length);
    expect(new Set(CASES.map((c) => c.code))).toEqual(
      new Set([
        'required',
        'wrong-type',
        'out-of-range',
        'text-length',
        'list-size',
        'not-in-enum',
        'pattern',
        'not-well-formed',
        'not-exactly-one',
      ]),
    );
    expect(CASES.length).toBeGreaterThan(2000);
  });

  it.each(CASES)('$title → $code', ({ operation, path, code, input, sound }) => {
    const at = (violations: Violation[]) => violations.filter((v) => v.path === path && v.code === code);
    expect(at(validateInput(operation, sound))).toEqual([]);
    const [violation] = at(validateInput(operation, input));
    expect(violation).toMatchObject({ path, code });
    expect(violation?.message.startsWith(`${path}: `)).toBe(true);
  });
});
