import * as sdk from '@aws-sdk/client-app-mesh';

/** Inputs for a small whole mesh with one resource of each kind, under any names. */
export function exampleMesh(names: ExampleNames = {}) {
  const { mesh = 'shop', node = 'colour-v1', router = 'colour', service = 'colour.local', gateway = 'front' } = names;
  const { route = 'all', gatewayRoute = 'in' } = names;
  const weightedTargets = [{ virtualNode: node, weight: 100 }];
  return {
    mesh: { meshName: mesh },
    node: {
      meshName: mesh,
      virtualNodeName: node,
      spec: {
        listeners: [{ portMapping: { port: 8080, protocol: 'http' as const } }],
        serviceDiscovery: { dns: { hostname: 'colour-v1.local' } },
        backends: [{ virtualService: { virtualServiceName: 'nobody.local' } }],
      },
    },
    router: {
      meshName: mesh,
      virtualRouterName: router,
      spec: { listeners: [{ portMapping: { port: 8080, protocol: 'http' as const } }] },
    },
    route: {
      meshName: mesh,
      virtualRouterName: router,
      routeName: route,
      spec: { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } }, priority: 10 },
    },
    service: {
      meshName: mesh,
      virtualServiceName: service,
      spec: { provider: { virtualRouter: { virtualRouterName: router } } },
    },
    gateway: {
      meshName: mesh,
      virtualGatewayName: gateway,
      spec: { listeners: [{ portMapping: { port: 80, protocol: 'http' as const } }] },
    },
    gatewayRoute: {
      meshName: mesh,
      virtualGatewayName: gateway,
      gatewayRouteName: gatewayRoute,
      spec: {
        httpRoute: {
          match: { prefix: '/' },
          action: { target: { virtualService: { virtualServiceName: service } } },
        },
      },
    },
  };
}

export interface ExampleNames {
  mesh?: string;
  node?: string;
  router?: string;
  service?: string;
  gateway?: string;
  route?: string;
  gatewayRoute?: string;
}

/** Makes the whole example mesh. */
export async function createExample(client: sdk.AppMeshClient, names: ExampleNames = {}): Promise<void> {
  const inputs = exampleMesh(names);
  await client.send(new sdk.CreateMeshCommand(inputs.mesh));
  await client.send(new sdk.CreateVirtualNodeCommand(inputs.node));
  await client.send(new sdk.CreateVirtualRouterCommand(inputs.router));
  await client.send(new sdk.CreateRouteCommand(inputs.route));
  await client.send(new sdk.CreateVirtualServiceCommand(inputs.service));
  await client.send(new sdk.CreateVirtualGatewayCommand(inputs.gateway));
  await client.send(new sdk.CreateGatewayRouteCommand(inputs.gatewayRoute));
}
