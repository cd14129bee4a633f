import type { Kind } from './kinds';

/** How App Mesh speaks of a kind: in operation names, messages, inputs, lists and ARNs. */
export interface KindInfo {
  /** `VirtualNode`: in operation names and messages. */
  label: string;
  /** `virtualNodeName`: the member that names it in inputs and outputs. */
  nameMember: string;
  /** `VirtualNodeSpec`: its shape in the API table. */
  specShape: string;
  /** `virtualNodes`: the member of a List output. */
  listMember: string;
  parent?: 'virtualRouter' | 'virtualGateway';
}

/** The seven kinds, parents before children. One mechanism serves them all; this table holds what differs. */
export const KIND_INFO: Readonly<Record<Kind, KindInfo>> = {
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
