import { type Shape, shapeOf } from '../api-table';
import { type Check, compileBoolean, compileNumber, compileString, wrongType } from './scalars';
import { type Path, type Violation, violation } from './violation';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const checks = new Map<string, Check>();

/** The check of one shape; compiled from the API table at its first use and kept. */
export function checkOf(name: string): Check {
  const known = checks.get(name);
  if (known) return known;
  const check = compile(shapeOf(name));
  checks.set(name, check);
  return check;
}

function compile(shape: Shape): Check {
  switch (shape.type) {
    case 'structure':
      return compileStructure(shape);
    case 'list':
      return compileList(shape);
    case 'boolean':
      return compileBoolean();
    case 'string':
      return compileString(shape);
    default:
      return compileNumber(shape);
  }
}

/** A member that is null counts as absent, as in AWS's own parsers; unknown members are left aside (see clean.ts). */
function compileStructure(shape: Shape): Check {
  const members = Object.entries(shape.members ?? {}).map(([name, member]) => ({
    name,
    check: checkOf(member.shape),
    required: shape.required?.includes(name) ?? false,
  }));
  const names = members.map((m) => m.name);
  return (value, at, out) => {
    if (!isObject(value)) return void out.push(wrongType('an object', value, at));
    for (const { name, check, required } of members) {
      const member = value[name];
      if (member === undefined || member === null) {
        if (required) out.push(violation('required', [...at, name], 'is required'));
        continue;
      }
      at.push(name);
      check(member, at, out);
      at.pop();
    }
    if (shape.union) requireExactlyOne(value, names, at, out);
  };
}

/** The rule of a union: exactly one of these members. */
export function requireExactlyOne(value: object, names: readonly string[], at: Path, out: Violation[]): void {
  const record = value as Record<string, unknown>;
  const held = names.filter((name) => record[name] !== undefined && record[name] !== null);
  if (held.length === 1) return;
  const members = names.join(', ');
  const holds = held.length === 0 ? 'none' : held.join(' and ');
  const text = `must have exactly one of ${members}, has ${holds}`;
  out.push(violation('not-exactly-one', at, text, { members, was: holds }));
}

function compileList(shape: Shape): Check {
  const check = checkOf(shape.member ?? '');
  const { min = 0, max } = shape;
  return (value, at, out) => {
    if (!Array.isArray(value)) return void out.push(wrongType('a list', value, at));
    if (value.length < min || value.length > (max ?? value.length)) {
      const range =
        max === undefined ? `at least ${min}` : min === max ? `exactly ${min}` : `between ${min} and ${max}`;
      const params = { min, was: value.length, ...(max !== undefined && { max }) };
      out.push(violation('list-size', at, `must have ${range} elements, has ${value.length}`, params));
      // A huge list would only repeat the answer; its elements are checked once the size is right.
      if (max !== undefined && value.length > max) return;
    }
    for (let i = 0; i < value.length; i++) {
      at.push(i);
      check(value[i], at, out);
      at.pop();
    }
  };
}
