import {
  KIND_INFO,
  type Kind,
  type MeshKey,
  REFERENCE_RULES,
  type ReferenceRule,
  type ResourceRef,
  referencesOf,
  type SpecByKind,
} from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from './errors';
import { notPresent } from './messages';

/** Throws `not-found` when a spec points at something that is missing; backends may point at nothing. */
export async function requireReferences(tx: ReadTx, mesh: MeshKey, kind: Kind, spec: SpecByKind[Kind]): Promise<void> {
  const missing = new Set<string>();
  for (const { to, checked } of referencesOf(kind, spec)) {
    if (checked && !(await tx.get(mesh, to))) missing.add(notPresent(mesh, to).message);
  }
  if (missing.size > 0) throw new ServiceError('not-found', [...missing].join('\n'));
}

/** Throws `resource-in-use` while something needs the resource (appmesh-api.md section 3, "Delete"). */
export async function requireUnused(tx: ReadTx, mesh: MeshKey, ref: ResourceRef): Promise<void> {
  const reason = (await childrenReason(tx, mesh, ref)) ?? (await referrersReason(tx, mesh, ref));
  if (reason) throw new ServiceError('resource-in-use', reason);
}

const MESH_CHILDREN = ['virtualNode', 'virtualRouter', 'virtualService', 'virtualGateway'] as const;

async function childrenReason(tx: ReadTx, mesh: MeshKey, ref: ResourceRef): Promise<string | undefined> {
  const { label } = KIND_INFO[ref.kind];
  if (ref.kind === 'mesh') {
    for (const kind of MESH_CHILDREN) {
      if ((await tx.count(mesh, kind)) === 0) continue;
      const children = `${KIND_INFO[kind].label}s`;
      const what = `Mesh ${ref.name} for account ${mesh.account}`;
      return `${what} has active ${children}, please delete ${children} before deleting the Mesh`;
    }
  }
  const childKind = ref.kind === 'virtualRouter' ? 'route' : ref.kind === 'virtualGateway' ? 'gatewayRoute' : undefined;
  if (!childKind || (await tx.count(mesh, childKind, ref.name)) === 0) return undefined;
  const children = `${KIND_INFO[childKind].label}s`;
  const what = `${label} with name ${ref.name} cannot be deleted because it has active ${children}`;
  return `${what}, please delete ${children} before deleting the ${label}`;
}

async function referrersReason(tx: ReadTx, mesh: MeshKey, ref: ResourceRef): Promise<string | undefined> {
  for (const rule of REFERENCE_RULES) {
    if (rule.to !== ref.kind || !rule.checked) continue;
    const referrers = (await tx.list(mesh, rule.from)).filter((r) =>
      rule.read(r.spec).some((to) => to.name === ref.name),
    );
    if (referrers.length > 0)
      return inUse(
        rule,
        ref,
        referrers.map((r) => r.name),
      );
  }
  return undefined;
}

function inUse(rule: ReferenceRule, ref: ResourceRef, referrers: readonly string[]): string {
  const what = `${KIND_INFO[ref.kind].label} with name ${ref.name} cannot be deleted because it is`;
  if (rule.relation === 'provider') return `${what} a VirtualService provider`;
  if (rule.relation === 'target') return `${what} the target of one or more routes.`;
  return `VirtualService ${ref.name} is being referenced in the following: GATEWAY_ROUTE: [${referrers.join(', ')}]`;
}
