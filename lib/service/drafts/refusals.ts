import {
  contextViolations,
  type DraftRefusal,
  KIND_INFO,
  type Kind,
  type MeshLookup,
  type MeshSnapshot,
  nameMembers,
  REFERENCE_RULES,
  type Resource,
  type ResourceChange,
  type ResourceRef,
  referencesOf,
  refKey,
  resourcesOf,
  validateInput,
} from '@/lib/model';
import { notPresent, ownersOf } from '../messages';
import { QUOTA_BY_KIND, type Quotas } from '../quotas';

/** What breaks the rules of a spec by itself, and names that cannot be. Nothing may be rendered from such a spec. */
export function specRefusals(changes: readonly ResourceChange[]): DraftRefusal[] {
  return changes.flatMap(({ ref, before, after }) => {
    if (!after) return [];
    const input = {
      ...nameMembers(after.meshKey.mesh, ref),
      spec: after.spec,
      ...(!before && after.tags.length > 0 && { tags: after.tags }),
    };
    const violations = validateInput(`${before ? 'Update' : 'Create'}${KIND_INFO[ref.kind].label}`, input);
    return violations.map(({ code, path, message }) => ({ ref, code, path: insideSpec(path), message }));
  });
}

/** What the App Mesh API would refuse in the mesh as it would be: references, listeners that must be named, quotas. */
export async function meshRefusals(
  after: MeshSnapshot,
  changes: readonly ResourceChange[],
  quotas: Quotas,
): Promise<DraftRefusal[]> {
  const all = [...resourcesOf(after)];
  const index = new Map(all.map((resource) => [refKey(resource), resource]));
  const lookup = lookupIn(all, index);
  const out: DraftRefusal[] = [];
  for (const { ref, after: made } of changes) {
    if (!made) out.push(...stillNeeded(ref, all));
    else out.push(...missing(made, index), ...(await unclear(ref, made, lookup)));
  }
  return [...out, ...overQuota(all, changes, quotas)];
}

/** `spec.listeners[0]` → `listeners[0]`: places are inside the spec, as forms show them. */
function insideSpec(path: string): string {
  return path === 'spec' ? '' : path.replace(/^spec\./, '');
}

function lookupIn(all: readonly Resource[], index: ReadonlyMap<string, Resource>): MeshLookup {
  return {
    get: async <K extends Kind>(ref: ResourceRef<K>) => index.get(refKey(ref)) as Resource<K> | undefined,
    list: async <K extends Kind>(kind: K, parent?: string) =>
      all.filter((one): one is Resource<K> => one.kind === kind && (parent === undefined || one.parent === parent)),
  };
}

function missing(made: Resource, index: ReadonlyMap<string, Resource>): DraftRefusal[] {
  const { meshKey, kind, parent, name } = made;
  const ref = { kind, ...(parent !== undefined && { parent }), name };
  const absent = (to: ResourceRef) => !index.has(refKey(to));
  const parents = ownersOf(meshKey, made).filter(absent);
  const references = referencesOf(kind, made.spec).filter(({ to, checked }) => checked && absent(to));
  return [
    ...parents.map((to) => refusal(ref, 'parent-missing', '', notPresent(meshKey, to).message)),
    ...references.map(({ to, path }) => refusal(ref, 'reference-missing', path, notPresent(meshKey, to).message)),
  ];
}

async function unclear(ref: ResourceRef, made: Resource, lookup: MeshLookup): Promise<DraftRefusal[]> {
  const violations = await contextViolations({ ref, spec: made.spec }, lookup);
  return violations.map(({ code, path, message }) => refusal(ref, code, insideSpec(path), message));
}

/** A removed resource that something left over points at or stands in. */
function stillNeeded(ref: ResourceRef, all: readonly Resource[]): DraftRefusal[] {
  const { label } = KIND_INFO[ref.kind];
  const rules = REFERENCE_RULES.filter((rule) => rule.checked && rule.to === ref.kind);
  const needs = all.filter(
    (one) =>
      (KIND_INFO[one.kind].parent === ref.kind && one.parent === ref.name) ||
      rules.some((rule) => rule.from === one.kind && rule.read(one.spec).some(({ name }) => name === ref.name)),
  );
  if (needs.length === 0) return [];
  const named = needs.slice(0, 5).map((one) => `${KIND_INFO[one.kind].label} ${one.name}`);
  const more = needs.length > named.length ? ` and ${needs.length - named.length} more` : '';
  return [refusal(ref, 'still-needed', '', `${label} ${ref.name} is still needed by ${named.join(', ')}${more}`)];
}

/** Only kinds of which the draft makes some: a mesh that was over a quota before is not the draft's fault. */
function overQuota(all: readonly Resource[], changes: readonly ResourceChange[], quotas: Quotas): DraftRefusal[] {
  const group = ({ kind, parent }: ResourceRef) => `${kind}/${parent ?? ''}`;
  const counts = Map.groupBy(all, group);
  const made = new Map(changes.filter(({ before }) => !before).map(({ ref }) => [group(ref), ref]));
  const kinds = [...made].flatMap(([key, ref]) => {
    const there = counts.get(key)?.length ?? 0;
    const quota = QUOTA_BY_KIND[ref.kind];
    const text = `Limit exceeded: there would be ${there} ${KIND_INFO[ref.kind].label} resources, the quota ${quota} is ${quotas[quota]}.`;
    return there > quotas[quota] ? [refusal(ref, 'limit-exceeded', '', text)] : [];
  });
  return [...kinds, ...changes.flatMap((change) => tooManyBackends(change, quotas))];
}

function tooManyBackends({ ref, after }: ResourceChange, { backendsPerNode }: Quotas): DraftRefusal[] {
  if (after?.kind !== 'virtualNode') return [];
  const count = (after as Resource<'virtualNode'>).spec.backends?.length ?? 0;
  const text = `Limit exceeded: spec.backends has ${count} elements, the quota backendsPerNode is ${backendsPerNode}.`;
  return count > backendsPerNode ? [refusal(ref, 'limit-exceeded', 'backends', text)] : [];
}

function refusal(ref: ResourceRef, code: DraftRefusal['code'], path: string, message: string): DraftRefusal {
  return { ref, code, path, message };
}
