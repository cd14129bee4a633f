import { operationOf } from '../api-table';
import { KIND_INFO } from '../kind-info';
import type { Kind, SpecByKind } from '../kinds';
import { nameRules } from '../rules/names';
import { specRules } from '../rules/spec-rules';
import { checkOf, isObject } from './shapes';
import type { Path, Violation } from './violation';

/**
 * Everything that is wrong with the input of an operation, all at once: the constraints of the API table, names, and
 * the rules of a spec that need no other resource. `input` holds all members, wherever they travel on the wire.
 *
 * @example validateInput('CreateMesh', {}) // [{ path: 'meshName', code: 'required', … }]
 */
export function validateInput(operationName: string, input: unknown): Violation[] {
  const operation = operationOf(operationName);
  if (!operation) throw new Error(`App Mesh has no operation ${operationName}`);
  const out: Violation[] = [];
  checkOf(operation.input)(input, [], out);
  if (!isObject(input)) return out;
  nameRules(input, out);
  const kind = KIND_BY_WRITE.get(operationName);
  if (kind && isObject(input.spec)) ruleViolations(kind, input.spec, ['spec'], out);
  return out;
}

/** What is wrong with a spec by itself; paths start inside the spec, as a form shows them. */
export function validateSpec(kind: Kind, spec: unknown): Violation[] {
  const out: Violation[] = [];
  checkOf(KIND_INFO[kind].specShape)(spec, [], out);
  if (isObject(spec)) ruleViolations(kind, spec, [], out);
  return out;
}

const KIND_BY_WRITE = new Map<string, Kind>(
  (Object.keys(KIND_INFO) as Kind[]).flatMap((kind) =>
    ['Create', 'Update'].map((verb): [string, Kind] => [`${verb}${KIND_INFO[kind].label}`, kind]),
  ),
);

/** Rules rely on the types of their spec, so they wait until required members are there and types are right. */
function ruleViolations<K extends Kind>(kind: K, spec: Record<string, unknown>, at: Path, out: Violation[]): void {
  if (out.some((v) => v.code === 'wrong-type' || v.code === 'required')) return;
  specRules(kind)(spec as unknown as SpecByKind[K], at, out);
}
