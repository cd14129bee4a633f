import type { Kind, ResourceRef } from './kinds';

/** How App Mesh speaks of a kind: in operation names, messages, inputs, lists and ARNs. */
export interface KindInfo<K extends Kind = Kind> {
  /** `VirtualNode`: in operation names and messages. */
  label: Capitalize<K>;
  /** `virtualNodeName`: the member that names it in inputs and outputs. */
  nameMember: string;
  /** `VirtualNodeSpec`: its shape in the API table. */
  specShape: string;
  /** `virtualNodes`: the member of a List output. */
  listMember: string;
  parent?: 'virtualRouter' | 'virtualGateway';
}

/** The seven kinds, parents before children. One mechanism serves them all; this table holds what differs. */
export const KIND_INFO: { readonly [K in Kind]: KindInfo<K> } = {
  mesh: { label: 'Mesh', nameMember: 'meshName', specShape: 'MeshSpec', listMember: 'meshes' },
  virtualNode: {
    label: 'VirtualNode',
    nameMember: 'virtualNodeName',
    specShape: 'VirtualNodeSpec',
    listMember: 'virtualNodes',
  },
  virtualRouter: {
    label: 'VirtualRouter',
    nameMember: 'virtualRouterName',
    specShape: 'VirtualRouterSpec',
    listMember: 'virtualRouters',
  },
  route: {
    label: 'Route',
    nameMember: 'routeName',
    specShape: 'RouteSpec',
    listMember: 'routes',
    parent: 'virtualRouter',
  },
  virtualService: {
    label: 'VirtualService',
    nameMember: 'virtualServiceName',
    specShape: 'VirtualServiceSpec',
    listMember: 'virtualServices',
  },
  virtualGateway: {
    label: 'VirtualGateway',
    nameMember: 'virtualGatewayName',
    specShape: 'VirtualGatewaySpec',
    listMember: 'virtualGateways',
  },
  gatewayRoute: {
    label: 'GatewayRoute',
    nameMember: 'gatewayRouteName',
    specShape: 'GatewayRouteSpec',
    listMember: 'gatewayRoutes',
    parent: 'virtualGateway',
  },
};

/** The member of an input that names the parent: a route's virtual router, a gateway route's virtual gateway. */
export function parentMember(kind: Kind): string | undefined {
  const { parent } = KIND_INFO[kind];
  return parent && KIND_INFO[parent].nameMember;
}

/** The members that name a resource in inputs and outputs: its mesh, its parent, itself. */
export function nameMembers(meshName: string, { kind, parent, name }: ResourceRef): Record<string, string> {
  const member = parentMember(kind);
  return { meshName, ...(member && { [member]: parent ?? '' }), [KIND_INFO[kind].nameMember]: name };
}
