import {
  type ApiSnapshot,
  gatewayTargetOf,
  KIND_INFO,
  type Relation,
  type ResourceRef,
  refKey,
  relationTo,
  weightedTargetsOf,
} from '@/lib/model';
import { isKind, refOf } from '../specs';
import { withoutBackend, withTargets } from './specs';
import { lastPuts, type Put, withPuts } from './verdict';

/** What deleting some resources means for the rest of the mesh. */
export interface Removal {
  /** They, and the routes inside them. */
  deletes: readonly ResourceRef[];
  /** What points at them and stays. */
  breaks: readonly { ref: ResourceRef; relation: Relation }[];
  /** Takes the references out that can be taken out: backends, providers, targets of routes that have others. */
  mends: readonly Put[];
  /** References that stay broken: a route's only target, a gateway route's service. */
  stuck: readonly ResourceRef[];
}

/** What deleting these resources takes along, and what it breaks. The mesh itself is never among them. */
export function removalOf(snapshot: ApiSnapshot, wanted: readonly ResourceRef[]): Removal {
  const gone = new Map<string, ResourceRef>();
  const parents = new Set(wanted.map((ref) => `${ref.kind} ${ref.name}`));
  const chosen = new Set(wanted.map(refKey));
  for (const resource of snapshot.resources) {
    const ref = refOf(resource);
    const parent = KIND_INFO[ref.kind].parent;
    const inside = parent !== undefined && parents.has(`${parent} ${ref.parent ?? ''}`);
    if (ref.kind !== 'mesh' && (inside || chosen.has(refKey(ref)))) gone.set(refKey(ref), ref);
  }
  const deletes = [...gone.values()];
  const staying = snapshot.resources.filter((resource) => !gone.has(refKey(refOf(resource))));
  const breaks = staying.flatMap((resource) => {
    const relation = deletes.map((ref) => relationTo(resource, ref)).find((found) => found);
    return relation ? [{ ref: refOf(resource), relation }] : [];
  });
  return { deletes, breaks, ...mend(snapshot, deletes, breaks) };
}

function mend(snapshot: ApiSnapshot, deletes: Removal['deletes'], breaks: Removal['breaks']) {
  let puts: Put[] = [];
  const stuck = new Map<string, ResourceRef>();
  for (const { ref } of breaks) {
    for (const target of deletes) {
      const spec = without(withPuts(snapshot, puts), ref, target);
      if (spec === 'stuck') stuck.set(refKey(ref), ref);
      else if (spec) puts = lastPuts([...puts, { ref, spec }]);
    }
  }
  return { mends: puts, stuck: [...stuck.values()] };
}

/** The spec without its reference; undefined where it has none. */
function without(snapshot: ApiSnapshot, ref: ResourceRef, target: ResourceRef): object | 'stuck' | undefined {
  const resource = snapshot.resources.find((one) => refKey(refOf(one)) === refKey(ref));
  if (!resource || !relationTo(resource, target)) return undefined;
  if (isKind(resource, 'virtualNode')) return withoutBackend(resource.spec, target.name);
  if (isKind(resource, 'virtualService')) {
    const { provider: _provider, ...spec } = resource.spec;
    return spec;
  }
  if (isKind(resource, 'route')) {
    const rest = weightedTargetsOf(resource.spec).filter((one) => one.virtualNode !== target.name);
    return rest.length === 0 ? 'stuck' : withTargets(resource.spec, rest);
  }
  return isKind(resource, 'gatewayRoute') && gatewayTargetOf(resource.spec) ? 'stuck' : undefined;
}
