import type { Kind, ResourceRef, SpecByKind } from '../kinds';
import type { Fix, FixCode, FixResource } from './fix';

/** A fix that changes one spec; nothing where the change does not apply (`change` answers false). */
export function editFix<K extends Kind>(
  resource: FixResource,
  { code, params = {} }: { code: FixCode; params?: Fix['params'] },
  change: (spec: SpecByKind[K]) => boolean,
): Fix[] {
  const spec = structuredClone(resource.spec) as SpecByKind[K];
  return change(spec) ? [{ code, params, puts: [{ ref: refOf(resource), spec }] }] : [];
}

function refOf({ kind, parent, name }: ResourceRef): ResourceRef {
  return parent === undefined ? { kind, name } : { kind, parent, name };
}

/** The place in a list that a path names: `httpRoute.action.weightedTargets[2].port`, 'weightedTargets' → 2. */
export function indexIn(path: string, list: string): number {
  const found = new RegExp(`(?:^|\\.)${list}\\[(\\d+)\\]`).exec(path);
  return found ? Number(found[1]) : -1;
}
