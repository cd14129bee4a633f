import { stableStringify } from '@/lib/util';

/** A JSON object; what a draft holds may not have passed any check yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two JSON values say the same, whatever the order of their members. `undefined` stands for "not there". */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && stableStringify(a) === stableStringify(b);
}

/** A member that the object itself has: never one of its prototype. */
export function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
