import type { Shape } from '../api-table';
import { type Path, type Violation, violation } from './violation';

/** Reports what is wrong with a value; `at` is where it stands. */
export type Check = (value: unknown, at: Path, out: Violation[]) => void;

/** Integers are 32 bits wide in the API; longs are as wide as JSON numbers stay exact. */
const LIMITS = { integer: 2 ** 31 - 1, long: Number.MAX_SAFE_INTEGER };

/** JSON's word for the type of a value. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : typeof value;
}

/** Says that a value has the wrong JSON type. */
export function wrongType(expected: string, value: unknown, at: Path): Violation {
  const was = jsonType(value);
  return violation('wrong-type', at, `must be ${expected}, was ${was}`, { expected, was });
}

export function compileBoolean(): Check {
  return (value, at, out) => {
    if (typeof value !== 'boolean') out.push(wrongType('a boolean', value, at));
  };
}

export function compileNumber(shape: Shape): Check {
  const limit = LIMITS[shape.type === 'integer' ? 'integer' : 'long'];
  const min = shape.min ?? -limit;
  const max = shape.max ?? limit;
  return (value, at, out) => {
    if (typeof value !== 'number') return void out.push(wrongType('an integer', value, at));
    if (!Number.isInteger(value)) {
      return void out.push(
        violation('wrong-type', at, `must be an integer, was ${value}`, { expected: 'an integer', was: value }),
      );
    }
    if (value >= min && value <= max) return;
    const text =
      shape.max === undefined && value < min ? `must be at least ${min}` : `must be between ${min} and ${max}`;
    out.push(violation('out-of-range', at, `${text}, was ${value}`, { min, max, was: value }));
  };
}

export function compileString(shape: Shape): Check {
  if (shape.enum) return compileEnum(shape.enum);
  const min = shape.min ?? 0;
  const max = shape.max ?? Number.POSITIVE_INFINITY;
  const pattern = shape.pattern === undefined ? undefined : new RegExp(shape.pattern, 'u');
  return (value, at, out) => {
    if (typeof value !== 'string') return void out.push(wrongType('a string', value, at));
    if (!value.isWellFormed()) {
      return void out.push(violation('not-well-formed', at, 'must be well-formed Unicode, has half a surrogate pair'));
    }
    const length = characters(value, max);
    if (length < min || length > max) out.push(lengthViolation(shape, length, at));
    else if (pattern && !pattern.test(value)) {
      out.push(violation('pattern', at, `must match ${shape.pattern}`, { pattern: shape.pattern ?? '' }));
    }
  };
}

/** Characters as botocore counts them: code points. Only counted where UTF-16 units could mislead. */
function characters(text: string, max: number): number {
  return text.length <= max && text.length > 1 ? text.length : [...text].length;
}

function lengthViolation({ min = 0, max }: Shape, was: number, at: Path): Violation {
  const range = max === undefined ? `at least ${min}` : min === max ? `exactly ${min}` : `between ${min} and ${max}`;
  const params = { min, was, ...(max !== undefined && { max }) };
  return violation('text-length', at, `must have ${range} characters, has ${was}`, params);
}

function compileEnum(values: readonly string[]): Check {
  const allowed = new Set(values);
  const list = values.join(', ');
  return (value, at, out) => {
    if (typeof value !== 'string') out.push(wrongType('a string', value, at));
    else if (!allowed.has(value)) {
      const was = value.length > 64 ? `${value.slice(0, 64)}…` : value;
      out.push(
        violation('not-in-enum', at, `must be one of ${list}, was ${JSON.stringify(was)}`, { values: list, was }),
      );
    }
  };
}
