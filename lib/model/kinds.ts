import type {
  GatewayRouteSpec,
  MeshSpec,
  RouteSpec,
  VirtualGatewaySpec,
  VirtualNodeSpec,
  VirtualRouterSpec,
  VirtualServiceSpec,
} from './generated/shapes';

/** The seven kinds of App Mesh and the shape of their specs. */
export interface SpecByKind {
  mesh: MeshSpec;
  virtualNode: VirtualNodeSpec;
  virtualRouter: VirtualRouterSpec;
  route: RouteSpec;
  virtualService: VirtualServiceSpec;
  virtualGateway: VirtualGatewaySpec;
  gatewayRoute: GatewayRouteSpec;
}

export type Kind = keyof SpecByKind;

/** Kinds of which a mesh is made, in the order in which one is built: parents before children. */
export const KINDS_IN_MESH = [
  'virtualNode',
  'virtualRouter',
  'route',
  'virtualService',
  'virtualGateway',
  'gatewayRoute',
] as const satisfies readonly Kind[];

/** All kinds, parents before children. */
export const KINDS = ['mesh', ...KINDS_IN_MESH] as const satisfies readonly Kind[];

/** Where a mesh lives: the owner's 12-digit account, the region, the name. Part of every key. */
export interface MeshKey {
  account: string;
  region: string;
  mesh: string;
}

/**
 * A resource inside one mesh. `parent` is the virtual router of a route or the virtual gateway of a gateway route;
 * a mesh refers to itself by its own name.
 */
export interface ResourceRef<K extends Kind = Kind> {
  kind: K;
  parent?: string;
  name: string;
}

/** By which door a resource was written. `thisConsole` = Meshkeep's own console. */
export type Door = 'console' | 'sdk' | 'controller' | 'terraform' | 'cloudformation' | 'system';

/** Who wrote, and how: kept with each resource and history entry. */
export interface Writer {
  door: Door;
  /** The signed-in person, or the access key's label. */
  who: string;
  /** User agent as sent, cut to 256 characters; empty when there was none. */
  userAgent: string;
}

export interface Tag {
  key: string;
  value: string;
}

/** A stored resource. `spec` is exactly what was sent: no defaults are ever written into it. Times are ms since epoch. */
export interface Resource<K extends Kind = Kind> {
  meshKey: MeshKey;
  kind: K;
  parent?: string;
  name: string;
  uid: string;
  /** App Mesh's metadata.version: 1 at creation, +1 with each update. Not a mesh revision. */
  version: number;
  createdAt: number;
  lastUpdatedAt: number;
  /** Account that made the resource; differs from meshKey.account only in shared meshes. */
  resourceOwner: string;
  spec: SpecByKind[K];
  tags: readonly Tag[];
  writer: Writer;
}

/** Text key of a resource inside its mesh; parents and names are escaped, so keys never collide. */
export function refKey(ref: ResourceRef): string {
  return `${ref.kind}/${encodeURIComponent(ref.parent ?? '')}/${encodeURIComponent(ref.name)}`;
}

/** Text key of a mesh. */
export function meshKeyText(key: MeshKey): string {
  return `${key.account}/${key.region}/${encodeURIComponent(key.mesh)}`;
}
