import { isPlain } from '../conform/conform';
import { say } from '../say';
import { readJson } from '../text/json';
import { MOST_TERRAFORM_JSON, requireLength, WrongFormat } from '../text/limits';
import type { Reading, SourceFile } from '../types';
import { textOf, unresolved } from '../unresolved';
import { addResource, dropZeroPriority, kindOfType } from './resource';

/** Reads `terraform show -json` of a state or a plan: every module's resources, with all their values. */
export function readShowJson(file: SourceFile, reading: Reading): void {
  requireLength(file.text, MOST_TERRAFORM_JSON);
  const [document] = readJson(file.text, {});
  const value = isPlain(document?.value) ? document.value : {};
  const planned = isPlain(value.planned_values) ? value.planned_values : value.values;
  const root = isPlain(planned) ? planned.root_module : undefined;
  if (!isPlain(root)) {
    const hint = Array.isArray(value.resources)
      ? ': this is a state file, save the output of `terraform show -json`'
      : '';
    throw new WrongFormat(`no values.root_module or planned_values.root_module${hint}`);
  }
  const unknown = unknownValues(value.resource_changes);
  const others: string[] = [];
  for (const resource of resourcesOf(root)) {
    const type = textOf(resource.type);
    const kind = resource.mode === 'data' ? undefined : kindOfType(type);
    const address = textOf(resource.address);
    if (!kind) others.push(type);
    else if (isPlain(resource.values)) {
      const values = marked(resource.values, unknown.get(address), address);
      dropZeroPriority(addResource(reading, kind, isPlain(values) ? values : {}, { file: file.name, where: address }));
    }
  }
  foreign(others, file.name, reading);
}

/** One to-do that counts what is not App Mesh's. */
export function foreign(types: readonly string[], file: string, reading: Reading): void {
  if (types.length === 0) return;
  const counts = [...Map.groupBy(types, (type) => type)].map(([type, { length }]) => `${type} ${length}`).join(', ');
  reading.findings.push({ file, where: 'whole file', kind: 'not-app-mesh', ...say('notAppMesh', { types: counts }) });
}

function* resourcesOf(module: Record<string, unknown>): Generator<Record<string, unknown>> {
  for (const resource of Array.isArray(module.resources) ? module.resources : []) if (isPlain(resource)) yield resource;
  for (const child of Array.isArray(module.child_modules) ? module.child_modules : []) {
    if (isPlain(child)) yield* resourcesOf(child);
  }
}

/** A plan tells beside its values which of them are known only after apply: `after_unknown`, by address. */
function unknownValues(changes: unknown): Map<string, unknown> {
  const list = Array.isArray(changes) ? changes.filter(isPlain) : [];
  return new Map(
    list.map(({ address, change }) => [textOf(address), isPlain(change) ? change.after_unknown : undefined]),
  );
}

/** The values with a gap wherever the plan does not know one yet. */
function marked(value: unknown, unknown: unknown, path: string): unknown {
  if (unknown === true) {
    return unresolved({ variable: path, kind: 'foreign-value', why: say('afterApply') });
  }
  if (Array.isArray(unknown)) {
    const list = Array.isArray(value) ? value : [];
    const length = Math.max(list.length, unknown.length);
    return Array.from({ length }, (_, i) => marked(list[i], unknown[i], `${path}[${i}]`));
  }
  if (!isPlain(unknown)) return value;
  const object = isPlain(value) ? value : {};
  const keys = new Set([...Object.keys(object), ...Object.keys(unknown)]);
  return Object.fromEntries([...keys].map((key) => [key, marked(object[key], unknown[key], `${path}.${key}`)]));
}
