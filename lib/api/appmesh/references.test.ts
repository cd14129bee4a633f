import * as sdk from '@aws-sdk/client-app-mesh';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExample, exampleMesh } from '../testing/example-mesh';
import { failureOf } from '../testing/failure';
import { ACCOUNT, type Harness, startHarness } from '../testing/harness';

let harness: Harness;
let client: sdk.AppMeshClient;
const inputs = exampleMesh();
const mesh = { meshName: inputs.mesh.meshName };

beforeEach(async () => {
  harness = await startHarness();
  client = harness.client();
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

describe('references', () => {
  beforeEach(() => createExample(client));

  it('a route must point at nodes that exist; all that are missing are told', async () => {
    const weightedTargets = [
      { virtualNode: 'no-1', weight: 1 },
      { virtualNode: 'no-2', weight: 1 },
    ];
    const spec = { tcpRoute: { action: { weightedTargets } } };
    const call = client.send(new sdk.UpdateRouteCommand({ ...inputs.route, spec }));
    expect(await failureOf(call)).toEqual({
      name: 'NotFoundException',
      message:
        `VirtualNode with name no-1 is not present under mesh shop for account ${ACCOUNT}\n` +
        `VirtualNode with name no-2 is not present under mesh shop for account ${ACCOUNT}`,
    });
  });

  it.each([
    { provider: { virtualNode: { virtualNodeName: 'no' } } },
    { provider: { virtualRouter: { virtualRouterName: 'no' } } },
  ])('a provider must exist: %j', async (spec) => {
    const call = client.send(new sdk.UpdateVirtualServiceCommand({ ...inputs.service, spec }));
    expect((await failureOf(call)).name).toBe('NotFoundException');
  });

  it("a gateway route's target must exist, a backend need not", async () => {
    const action = { target: { virtualService: { virtualServiceName: 'no' } } };
    const spec = { httpRoute: { match: { prefix: '/' }, action } };
    const call = client.send(new sdk.UpdateGatewayRouteCommand({ ...inputs.gatewayRoute, spec }));
    expect((await failureOf(call)).name).toBe('NotFoundException');
    await client.send(new sdk.UpdateVirtualNodeCommand(inputs.node));
  });

  it.each([
    ['the mesh', { ...inputs.route, meshName: 'no' }, 'Mesh with name no is not present for account'],
    [
      'the parent',
      { ...inputs.route, virtualRouterName: 'no' },
      'VirtualRouter with name no is not present under mesh',
    ],
    ['the route', { ...inputs.route, routeName: 'no' }, 'Route with name no is not present under VirtualRouter colour'],
  ])('tells that %s is missing', async (_, input, text) => {
    for (const command of [new sdk.DescribeRouteCommand(input), new sdk.DeleteRouteCommand(input)]) {
      const { name, message } = await failureOf(client.send(command as never));
      expect(name).toBe('NotFoundException');
      expect(message).toContain(text);
    }
  });

  it('a name can be taken once', async () => {
    const calls = [new sdk.CreateMeshCommand(inputs.mesh), new sdk.CreateRouteCommand(inputs.route)];
    for (const command of calls)
      expect((await failureOf(client.send(command as never))).name).toBe('ConflictException');
  });
});

describe('deletion is refused, in the words of App Mesh,', () => {
  beforeEach(() => createExample(client));
  const inUse = (message: string) => ({ name: 'ResourceInUseException', message });

  it('while something needs the resource, and works from the outside in', async () => {
    const refused: [object, string][] = [
      [
        new sdk.DeleteMeshCommand(mesh),
        `Mesh shop for account ${ACCOUNT} has active VirtualNodes, please delete VirtualNodes before deleting the Mesh`,
      ],
      [
        new sdk.DeleteVirtualNodeCommand(inputs.node),
        'VirtualNode with name colour-v1 cannot be deleted because it is the target of one or more routes.',
      ],
      [
        new sdk.DeleteVirtualRouterCommand(inputs.router),
        'VirtualRouter with name colour cannot be deleted because it has active Routes, please delete Routes before deleting the VirtualRouter',
      ],
      [
        new sdk.DeleteVirtualGatewayCommand(inputs.gateway),
        'VirtualGateway with name front cannot be deleted because it has active GatewayRoutes, please delete GatewayRoutes before deleting the VirtualGateway',
      ],
      [
        new sdk.DeleteVirtualServiceCommand(inputs.service),
        'VirtualService colour.local is being referenced in the following: GATEWAY_ROUTE: [in]',
      ],
    ];
    for (const [command, message] of refused)
      expect(await failureOf(client.send(command as never))).toEqual(inUse(message));

    await client.send(new sdk.DeleteRouteCommand(inputs.route));
    expect(await failureOf(client.send(new sdk.DeleteVirtualRouterCommand(inputs.router)))).toEqual(
      inUse('VirtualRouter with name colour cannot be deleted because it is a VirtualService provider'),
    );
    const spec = { provider: { virtualNode: { virtualNodeName: inputs.node.virtualNodeName } } };
    await client.send(new sdk.UpdateVirtualServiceCommand({ ...inputs.service, spec }));
    expect(await failureOf(client.send(new sdk.DeleteVirtualNodeCommand(inputs.node)))).toEqual(
      inUse('VirtualNode with name colour-v1 cannot be deleted because it is a VirtualService provider'),
    );
    await client.send(new sdk.DeleteGatewayRouteCommand(inputs.gatewayRoute));
    await client.send(new sdk.DeleteVirtualGatewayCommand(inputs.gateway));
    await client.send(new sdk.DeleteVirtualServiceCommand(inputs.service));
    await client.send(new sdk.DeleteVirtualRouterCommand(inputs.router));
    await client.send(new sdk.DeleteVirtualNodeCommand(inputs.node));
    await client.send(new sdk.DeleteMeshCommand(mesh));
  });

  it('also by a target of weight 0, but not by a backend', async () => {
    const spec = { httpRoute: { match: {}, action: { weightedTargets: [{ virtualNode: 'colour-v1', weight: 0 }] } } };
    await client.send(new sdk.UpdateRouteCommand({ ...inputs.route, spec }));
    const call = client.send(new sdk.DeleteVirtualNodeCommand(inputs.node));
    expect((await failureOf(call)).name).toBe('ResourceInUseException');
    const backends = [{ virtualService: { virtualServiceName: 'colour.local' } }];
    await client.send(new sdk.UpdateVirtualNodeCommand({ ...inputs.node, spec: { ...inputs.node.spec, backends } }));
    await client.send(new sdk.DeleteGatewayRouteCommand(inputs.gatewayRoute));
    await client.send(new sdk.DeleteVirtualServiceCommand(inputs.service));
  });
});

describe('several listeners', () => {
  const two = [
    { portMapping: { port: 1, protocol: 'http' as const } },
    { portMapping: { port: 2, protocol: 'http' as const } },
  ];
  beforeEach(() => createExample(client));

  it('a router gets a second one only when all its routes match a port', async () => {
    const call = client.send(new sdk.UpdateVirtualRouterCommand({ ...inputs.router, spec: { listeners: two } }));
    expect(await failureOf(call)).toEqual({
      name: 'BadRequestException',
      message:
        'All Routes for this Virtual Router must define a port match before adding multiple listeners to this Virtual Router. ' +
        '1 Route(s) are missing port. Listing up to 5 route names: [all]',
    });
  });

  it('then every route must match a port', async () => {
    await client.send(new sdk.DeleteRouteCommand(inputs.route));
    await client.send(new sdk.UpdateVirtualRouterCommand({ ...inputs.router, spec: { listeners: two } }));
    expect(await failureOf(client.send(new sdk.CreateRouteCommand(inputs.route)))).toEqual({
      name: 'BadRequestException',
      message: 'Route must define a port match criteria if the Virtual Router has multiple listeners',
    });
    const { httpRoute } = inputs.route.spec;
    const spec = { httpRoute: { ...httpRoute, match: { prefix: '/', port: 2 } } };
    await client.send(new sdk.CreateRouteCommand({ ...inputs.route, spec }));
  });

  it('of a node: its targets must say the port; of a gateway and a provider likewise', async () => {
    await client.send(new sdk.UpdateVirtualNodeCommand({ ...inputs.node, spec: { listeners: two } }));
    expect(await failureOf(client.send(new sdk.UpdateRouteCommand(inputs.route)))).toMatchObject({
      message:
        'spec.httpRoute.action.weightedTargets[0].port: is required because VirtualNode colour-v1 has multiple listeners',
    });
    const provider = { virtualNode: { virtualNodeName: 'colour-v1' } };
    await client.send(new sdk.UpdateVirtualServiceCommand({ ...inputs.service, spec: { provider } }));
    await client.send(new sdk.UpdateVirtualGatewayCommand({ ...inputs.gateway, spec: { listeners: two } }));
    const { name, message } = await failureOf(client.send(new sdk.UpdateGatewayRouteCommand(inputs.gatewayRoute)));
    expect(name).toBe('BadRequestException');
    expect(message.split('\n')).toEqual([
      'Gateway Route must define a port match criteria if the Virtual Gateway has multiple listeners',
      'spec.httpRoute.action.target.port: is required because the provider of VirtualService colour.local has multiple listeners',
    ]);
  });
});
