import { shapeOf } from '../api-table';
import { isObject } from './shapes';

type Clean = (value: unknown) => unknown;
const cleaners = new Map<string, Clean>();

/**
 * The same value without what the API does not know: unknown members, and members that are null. AWS's parsers drop
 * both; everything else comes back exactly as sent, in its order. A value that has neither is returned itself.
 * It must have passed its check.
 */
export function cleanShape(shapeName: string, value: unknown): unknown {
  return cleanerOf(shapeName)(value);
}

function cleanerOf(name: string): Clean {
  const known = cleaners.get(name);
  if (known) return known;
  const shape = shapeOf(name);
  const clean =
    shape.type === 'structure'
      ? cleanStructure(new Map(Object.entries(shape.members ?? {}).map(([key, m]) => [key, cleanerOf(m.shape)])))
      : shape.type === 'list'
        ? cleanList(cleanerOf(shape.member ?? ''))
        : (value: unknown) => value;
  cleaners.set(name, clean);
  return clean;
}

function cleanStructure(members: ReadonlyMap<string, Clean>): Clean {
  return (value) => {
    if (!isObject(value)) return value;
    const kept: Record<string, unknown> = {};
    let changed = false;
    for (const [key, member] of Object.entries(value)) {
      const clean = members.get(key);
      if (!clean || member === undefined || member === null) {
        changed = true;
        continue;
      }
      kept[key] = clean(member);
      if (kept[key] !== member) changed = true;
    }
    return changed ? kept : value;
  };
}

function cleanList(clean: Clean): Clean {
  return (value) => {
    if (!Array.isArray(value)) return value;
    const cleaned = value.map(clean);
    return cleaned.some((element, i) => element !== value[i]) ? cleaned : value;
  };
}
