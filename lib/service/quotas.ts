import { KIND_INFO, type Kind, type MeshKey, type ResourceRef, type SpecByKind } from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from './errors';

/**
 * How many of each there may be. App Mesh's own were for its shared service (appmesh-api.md section 11); these are
 * settings, by default far more than ten times as many. The model's own limits (10 targets a route) are not here.
 */
export interface Quotas {
  meshes: number;
  virtualNodesPerMesh: number;
  virtualRoutersPerMesh: number;
  virtualServicesPerMesh: number;
  virtualGatewaysPerMesh: number;
  routesPerRouter: number;
  gatewayRoutesPerGateway: number;
  backendsPerNode: number;
  /** Proxies connected at once for one virtual node or gateway (gRPC status 8 beyond). */
  proxiesPerResource: number;
}

export const DEFAULT_QUOTAS: Quotas = {
  meshes: 1_000,
  virtualNodesPerMesh: 20_000,
  virtualRoutersPerMesh: 20_000,
  virtualServicesPerMesh: 20_000,
  virtualGatewaysPerMesh: 1_000,
  routesPerRouter: 1_000,
  gatewayRoutesPerGateway: 1_000,
  backendsPerNode: 2_000,
  proxiesPerResource: 5_000,
};

/** Which quota counts the resources of a kind. */
export const QUOTA_BY_KIND = {
  mesh: 'meshes',
  virtualNode: 'virtualNodesPerMesh',
  virtualRouter: 'virtualRoutersPerMesh',
  virtualService: 'virtualServicesPerMesh',
  virtualGateway: 'virtualGatewaysPerMesh',
  route: 'routesPerRouter',
  gatewayRoute: 'gatewayRoutesPerGateway',
} as const satisfies Record<Kind, keyof Quotas>;

/** Refuses one more resource where there are already as many as allowed. */
export async function requireRoom(tx: ReadTx, mesh: MeshKey, ref: ResourceRef, quotas: Quotas): Promise<void> {
  const quota = QUOTA_BY_KIND[ref.kind];
  const there = ref.kind === 'mesh' ? (await tx.listMeshes(mesh)).length : await tx.count(mesh, ref.kind, ref.parent);
  if (there < quotas[quota]) return;
  const where = ref.kind === 'mesh' ? `account ${mesh.account}` : `${ref.parent ?? `mesh ${mesh.mesh}`}`;
  throw limitExceeded(`${where} has ${there} ${KIND_INFO[ref.kind].label} resources`, quota, quotas);
}

/** Refuses a node with more backends than allowed. */
export function requireFewBackends(kind: Kind, spec: SpecByKind[Kind], quotas: Quotas): void {
  if (kind !== 'virtualNode') return;
  const count = (spec as SpecByKind['virtualNode']).backends?.length ?? 0;
  if (count > quotas.backendsPerNode)
    throw limitExceeded(`spec.backends has ${count} elements`, 'backendsPerNode', quotas);
}

function limitExceeded(found: string, quota: keyof Quotas, quotas: Quotas): ServiceError {
  return new ServiceError('limit-exceeded', `Limit exceeded: ${found}, the quota ${quota} is ${quotas[quota]}.`);
}
