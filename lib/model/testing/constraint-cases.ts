/**
 * Inputs that break exactly one constraint of the API table, made from the table: one for each constraint at each
 * place where it holds. Only tests use this.
 */
import { API_TABLE, type Shape, shapeOf } from '../api-table';
import { type Path, pathText, type ViolationCode } from '../validate/violation';

export interface ConstraintCase {
  operation: string;
  /** Where and what, for the test's name. */
  title: string;
  path: string;
  code: ViolationCode;
  input: Record<string, unknown>;
  /** The same input without the fault. */
  sound: Record<string, unknown>;
}

/** A value that takes the place of the sound one. `absent` removes the member. */
type Fault =
  | { title: string; code: ViolationCode; value: unknown }
  | { title: string; code: ViolationCode; absent: true };

/** Every case of every operation. */
export function constraintCases(): ConstraintCase[] {
  return Object.entries(API_TABLE.operations).flatMap(([operation, { input }]) =>
    placesOf(input, []).flatMap((place) => casesAt(operation, input, place)),
  );
}

interface Place {
  path: Path;
  shape: Shape;
  required: boolean;
}

/** Every place below a shape, itself not included. Lists are entered at their first element. */
function placesOf(shapeName: string, path: Path): Place[] {
  const shape = shapeOf(shapeName);
  const children: [string | number, string][] =
    shape.type === 'list'
      ? [[0, shape.member ?? '']]
      : Object.entries(shape.members ?? {}).map(([name, member]) => [name, member.shape]);
  return children.flatMap(([step, child]) => {
    const here = [...path, step];
    const required = typeof step === 'string' && (shape.required?.includes(step) ?? false);
    return [{ path: here, shape: shapeOf(child), required }, ...placesOf(child, here)];
  });
}

function casesAt(operation: string, input: string, place: Place): ConstraintCase[] {
  const sound = build(input, place.path) as Record<string, unknown>;
  return faultsOf(place).map((fault) => ({
    operation,
    title: `${operation} ${pathText(place.path)} ${fault.title}`,
    path: pathText(place.path),
    code: fault.code,
    input: withFault(sound, place.path, fault),
    sound,
  }));
}

function withFault(sound: Record<string, unknown>, path: Path, fault: Fault): Record<string, unknown> {
  const input = structuredClone(sound);
  const steps = [...path];
  const last = steps.pop() ?? '';
  const parent = steps.reduce((at, step) => (at as Record<string | number, unknown>)[step] as object, input as object);
  const record = parent as Record<string | number, unknown>;
  if ('absent' in fault) delete record[last];
  else record[last] = fault.value;
  return input;
}

function faultsOf({ shape, required }: Place): Fault[] {
  const faults: Fault[] = required ? [{ title: 'is missing', code: 'required', absent: true }] : [];
  if (shape.type === 'string') return [...faults, ...stringFaults(shape)];
  if (shape.type === 'integer' || shape.type === 'long') return [...faults, ...numberFaults(shape)];
  if (shape.type === 'boolean') return [...faults, { title: 'is text', code: 'wrong-type', value: 'true' }];
  if (shape.type === 'list') return [...faults, ...listFaults(shape)];
  return [...faults, ...structureFaults(shape)];
}

function stringFaults({ min, max, enum: values, pattern }: Shape): Fault[] {
  const faults: Fault[] = [{ title: 'is a number', code: 'wrong-type', value: 7 }];
  if (values) return [...faults, { title: 'is no enum value', code: 'not-in-enum', value: `${values[0]}x` }];
  faults.push({ title: 'has half a surrogate pair', code: 'not-well-formed', value: '\ud83d' });
  if (min !== undefined && min > 0)
    faults.push({ title: 'is too short', code: 'text-length', value: 'a'.repeat(min - 1) });
  if (max !== undefined) faults.push({ title: 'is too long', code: 'text-length', value: 'a'.repeat(max + 1) });
  if (pattern) faults.push({ title: 'breaks the pattern', code: 'pattern', value: 'é' });
  return faults;
}

function numberFaults({ type, min, max }: Shape): Fault[] {
  const faults: Fault[] = [
    { title: 'is text', code: 'wrong-type', value: 'x' },
    { title: 'is a fraction', code: 'wrong-type', value: 1.5 },
    {
      title: 'is too large',
      code: 'out-of-range',
      value: (max ?? (type === 'integer' ? 2 ** 31 - 1 : 2 ** 53 - 1)) + 1,
    },
  ];
  if (min !== undefined) faults.push({ title: 'is too small', code: 'out-of-range', value: min - 1 });
  return faults;
}

function listFaults({ member = '', min, max }: Shape): Fault[] {
  const of = (length: number) => Array.from({ length }, () => build(member, []));
  const faults: Fault[] = [{ title: 'is no list', code: 'wrong-type', value: {} }];
  if (min !== undefined && min > 0) faults.push({ title: 'has too few', code: 'list-size', value: of(min - 1) });
  if (max !== undefined) faults.push({ title: 'has too many', code: 'list-size', value: of(max + 1) });
  return faults;
}

function structureFaults({ union, members = {} }: Shape): Fault[] {
  const faults: Fault[] = [{ title: 'is a list', code: 'wrong-type', value: [] }];
  if (!union) return faults;
  faults.push({ title: 'has no member', code: 'not-exactly-one', value: {} });
  const all = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, build(member.shape, [])]));
  if (Object.keys(all).length > 1) faults.push({ title: 'has several members', code: 'not-exactly-one', value: all });
  return faults;
}

/** The smallest sound value of a shape that has a value at `path`. */
function build(shapeName: string, path: Readonly<Path>): unknown {
  const shape = shapeOf(shapeName);
  if (shape.type === 'structure') return buildStructure(shape, path);
  if (shape.type === 'list') {
    const length = Math.max(shape.min ?? 0, path.length > 0 ? 1 : 0);
    return Array.from({ length }, (_, i) => build(shape.member ?? '', i === 0 ? path.slice(1) : []));
  }
  if (shape.type === 'boolean') return true;
  if (shape.type === 'string') return shape.enum?.[0] ?? 'a'.repeat(Math.max(1, shape.min ?? 0));
  return shape.min ?? 1;
}

function buildStructure({ members = {}, required = [], union }: Shape, path: Readonly<Path>): Record<string, unknown> {
  const names = new Set(union ? [path[0] ?? Object.keys(members)[0]] : [...required, ...path.slice(0, 1)]);
  return Object.fromEntries(
    [...names].map((name) => [name, build(members[name ?? '']?.shape ?? '', name === path[0] ? path.slice(1) : [])]),
  );
}
