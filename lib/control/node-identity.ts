import type { MeshKey } from '@/lib/model';
import type { ProxyResource } from '@/lib/translate';

/** What a proxy's `node.id` names. Account and region are absent in the short form. */
export interface NodeIdentity {
  mesh: string;
  account?: string;
  region?: string;
  resource: ProxyResource;
}

const KINDS = new Set(['virtualNode', 'virtualGateway']);
const ARN_HEAD = /^arn:[^:]+:appmesh:([^:]+):(\d{12}):mesh$/;

/**
 * Reads a `node.id`: the text of APPMESH_RESOURCE_ARN, a full ARN or `mesh/M/virtualNode/N` (envoy-mapping.md 1.1).
 * App Mesh's agent splits it at `/` and wants four parts or more; names that hold a `/` keep it.
 */
export function parseNodeId(id: string): NodeIdentity | undefined {
  const [head = '', mesh = '', kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  if (!mesh || !name || !KINDS.has(kind)) return undefined;
  const resource = { kind: kind as ProxyResource['kind'], name };
  if (head === 'mesh') return { mesh, resource };
  const arn = ARN_HEAD.exec(head);
  if (!arn?.[1] || !arn[2]) return undefined;
  return { mesh, resource, region: arn[1], account: arn[2] };
}

export type Located = { key: MeshKey } | { problem: string };

/**
 * Finds the mesh that a proxy means among those that exist. The short form means this control plane's own account and
 * region, or else the only mesh of that name. The ARN of a child carries the account of the child's owner, which in a
 * shared mesh is not the mesh's: so a mesh of that name in the ARN's region will do, when there is just one.
 */
export function locateMesh(
  identity: NodeIdentity,
  home: { account: string; region: string },
  meshes: Iterable<MeshKey>,
): Located {
  const named = [...meshes].filter((key) => key.mesh === identity.mesh);
  const account = identity.account ?? home.account;
  const region = identity.region ?? home.region;
  const exact = named.find((key) => key.account === account && key.region === region);
  if (exact) return { key: exact };
  const near = identity.region ? named.filter((key) => key.region === identity.region) : named;
  const [only] = near;
  if (only && near.length === 1) return { key: only };
  if (named.length === 0) return { problem: `mesh "${identity.mesh}" does not exist here` };
  const where = named.map((key) => `account ${key.account} in ${key.region}`).join(', ');
  return {
    problem: `mesh "${identity.mesh}" does not exist for account ${account} in ${region}; there is one for ${where}`,
  };
}
