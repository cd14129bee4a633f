import * as sdk from '@aws-sdk/client-app-mesh';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleMesh } from '../testing/example-mesh';
import { ACCOUNT, type Harness, REGION, startHarness, VIEWER } from '../testing/harness';

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

/** Makes the whole example mesh. */
async function createAll(): Promise<void> {
  await client.send(new sdk.CreateMeshCommand(inputs.mesh));
  await client.send(new sdk.CreateVirtualNodeCommand(inputs.node));
  await client.send(new sdk.CreateVirtualRouterCommand(inputs.router));
  await client.send(new sdk.CreateRouteCommand(inputs.route));
  await client.send(new sdk.CreateVirtualServiceCommand(inputs.service));
  await client.send(new sdk.CreateVirtualGatewayCommand(inputs.gateway));
  await client.send(new sdk.CreateGatewayRouteCommand(inputs.gatewayRoute));
}

/** What a call fails with: class and text, as the SDK tells them. */
async function failure(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  const error = await call.then(
    () => undefined,
    (e: Error) => e,
  );
  expect(error).toBeInstanceOf(sdk.AppMeshServiceException);
  return { name: error?.name ?? '', message: error?.message ?? '' };
}

describe('references', () => {
  beforeEach(createAll);

  it('a route must point at nodes that exist; all that are missing are told', async () => {
    const weightedTargets = [
      { virtualNode: 'no-1', weight: 1 },
      { virtualNode: 'no-2', weight: 1 },
    ];
    const spec = { tcpRoute: { action: { weightedTargets } } };
    const call = client.send(new sdk.UpdateRouteCommand({ ...inputs.route, spec }));
    expect(await failure(call)).toEqual({
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
    expect((await failure(call)).name).toBe('NotFoundException');
  });

  it("a gateway route's target must exist, a backend need not", async () => {
    const action = { target: { virtualService: { virtualServiceName: 'no' } } };
    const spec = { httpRoute: { match: { prefix: '/' }, action } };
    const call = client.send(new sdk.UpdateGatewayRouteCommand({ ...inputs.gatewayRoute, spec }));
    expect((await failure(call)).name).toBe('NotFoundException');
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
      const { name, message } = await failure(client.send(command as never));
      expect(name).toBe('NotFoundException');
      expect(message).toContain(text);
    }
  });

  it('a name can be taken once', async () => {
    const calls = [new sdk.CreateMeshCommand(inputs.mesh), new sdk.CreateRouteCommand(inputs.route)];
    for (const command of calls) expect((await failure(client.send(command as never))).name).toBe('ConflictException');
  });
});

describe('deletion is refused, in the words of App Mesh,', () => {
  beforeEach(createAll);
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
      expect(await failure(client.send(command as never))).toEqual(inUse(message));

    await client.send(new sdk.DeleteRouteCommand(inputs.route));
    expect(await failure(client.send(new sdk.DeleteVirtualRouterCommand(inputs.router)))).toEqual(
      inUse('VirtualRouter with name colour cannot be deleted because it is a VirtualService provider'),
    );
    const spec = { provider: { virtualNode: { virtualNodeName: inputs.node.virtualNodeName } } };
    await client.send(new sdk.UpdateVirtualServiceCommand({ ...inputs.service, spec }));
    expect(await failure(client.send(new sdk.DeleteVirtualNodeCommand(inputs.node)))).toEqual(
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
    expect((await failure(call)).name).toBe('ResourceInUseException');
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
  beforeEach(createAll);

  it('a router gets a second one only when all its routes match a port', async () => {
    const call = client.send(new sdk.UpdateVirtualRouterCommand({ ...inputs.router, spec: { listeners: two } }));
    expect(await failure(call)).toEqual({
      name: 'BadRequestException',
      message:
        'All Routes for this Virtual Router must define a port match before adding multiple listeners to this Virtual Router. ' +
        '1 Route(s) are missing port. Listing up to 5 route names: [all]',
    });
  });

  it('then every route must match a port', async () => {
    await client.send(new sdk.DeleteRouteCommand(inputs.route));
    await client.send(new sdk.UpdateVirtualRouterCommand({ ...inputs.router, spec: { listeners: two } }));
    expect(await failure(client.send(new sdk.CreateRouteCommand(inputs.route)))).toEqual({
      name: 'BadRequestException',
      message: 'Route must define a port match criteria if the Virtual Router has multiple listeners',
    });
    const { httpRoute } = inputs.route.spec;
    const spec = { httpRoute: { ...httpRoute, match: { prefix: '/', port: 2 } } };
    await client.send(new sdk.CreateRouteCommand({ ...inputs.route, spec }));
  });

  it('of a node: its targets must say the port; of a gateway and a provider likewise', async () => {
    await client.send(new sdk.UpdateVirtualNodeCommand({ ...inputs.node, spec: { listeners: two } }));
    expect(await failure(client.send(new sdk.UpdateRouteCommand(inputs.route)))).toMatchObject({
      message:
        'spec.httpRoute.action.weightedTargets[0].port: is required because VirtualNode colour-v1 has multiple listeners',
    });
    const provider = { virtualNode: { virtualNodeName: 'colour-v1' } };
    await client.send(new sdk.UpdateVirtualServiceCommand({ ...inputs.service, spec: { provider } }));
    await client.send(new sdk.UpdateVirtualGatewayCommand({ ...inputs.gateway, spec: { listeners: two } }));
    const { name, message } = await failure(client.send(new sdk.UpdateGatewayRouteCommand(inputs.gatewayRoute)));
    expect(name).toBe('BadRequestException');
    expect(message.split('\n')).toEqual([
      'Gateway Route must define a port match criteria if the Virtual Gateway has multiple listeners',
      'spec.httpRoute.action.target.port: is required because the provider of VirtualService colour.local has multiple listeners',
    ]);
  });
});

describe('client tokens', () => {
  const clientToken = 'token-1';

  it('the same token and input gets the stored answer and makes no second version', async () => {
    const first = await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    const again = await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    expect(again.mesh).toEqual(first.mesh);
    const update = { ...mesh, spec: { egressFilter: { type: 'ALLOW_ALL' as const } }, clientToken };
    await client.send(new sdk.UpdateMeshCommand(update));
    await client.send(new sdk.UpdateMeshCommand(update));
    const { mesh: now } = await client.send(new sdk.DescribeMeshCommand(mesh));
    expect(now?.metadata?.version).toBe(2);
  });

  it('the same token with other input is a conflict', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    const call = client.send(new sdk.CreateMeshCommand({ meshName: 'other', clientToken }));
    expect((await failure(call)).name).toBe('ConflictException');
  });

  it('is free again when the call failed, and after 24 hours', async () => {
    const node = { ...inputs.node, clientToken };
    expect((await failure(client.send(new sdk.CreateVirtualNodeCommand(node)))).name).toBe('NotFoundException');
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    await client.send(new sdk.CreateVirtualNodeCommand(node));
    harness.skew.ms = 24 * 60 * 60 * 1000 + 1000;
    const late = await harness.service.createResource(
      { account: ACCOUNT, region: REGION, role: 'editor', writer: { door: 'sdk', who: 'x', userAgent: '' } },
      'mesh',
      { meshName: 'other', clientToken },
    );
    expect(late.resource.name).toBe('other');
  });
});

describe('versions and specs', () => {
  it('a new resource of an old name starts again', async () => {
    const { mesh: first } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    await client.send(new sdk.UpdateMeshCommand(mesh));
    const { mesh: gone } = await client.send(new sdk.DeleteMeshCommand(mesh));
    expect(gone?.metadata?.version).toBe(2);
    const { mesh: second } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    expect(second?.metadata?.version).toBe(1);
    expect(second?.metadata?.uid).not.toBe(first?.metadata?.uid);
  });

  it('an update replaces the whole spec and keeps the tags', async () => {
    const tags = [{ key: 'team', value: 'a' }];
    const spec = { egressFilter: { type: 'ALLOW_ALL' as const } };
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, spec, tags }));
    const { mesh: updated } = await client.send(new sdk.UpdateMeshCommand(mesh));
    expect(updated?.spec).toEqual({});
    const resourceArn = updated?.metadata?.arn;
    expect((await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(tags);
  });

  it('lastUpdatedAt moves, createdAt stays', async () => {
    const { mesh: first } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    harness.skew.ms = 60_000;
    const { mesh: second } = await client.send(new sdk.UpdateMeshCommand(mesh));
    expect(second?.metadata?.createdAt).toEqual(first?.metadata?.createdAt);
    const moved = Number(second?.metadata?.lastUpdatedAt) - Number(first?.metadata?.lastUpdatedAt);
    expect(moved).toBeGreaterThanOrEqual(60_000);
  });
});

describe('meshOwner', () => {
  beforeEach(createAll);

  it("accepts one's own account and refuses others", async () => {
    const own = await client.send(new sdk.DescribeVirtualNodeCommand({ ...inputs.node, meshOwner: ACCOUNT }));
    expect(own.virtualNode?.virtualNodeName).toBe('colour-v1');
    const other = { ...inputs.node, meshOwner: '999999999999' };
    const calls = [
      new sdk.DescribeVirtualNodeCommand(other),
      new sdk.UpdateVirtualNodeCommand(other),
      new sdk.DeleteVirtualNodeCommand(other),
      new sdk.ListVirtualNodesCommand({ ...mesh, meshOwner: '999999999999' }),
    ];
    for (const command of calls) expect((await failure(client.send(command as never))).name).toBe('ForbiddenException');
  });
});

describe('lists', () => {
  const names = Array.from({ length: 23 }, (_, i) => `mesh-${String(i).padStart(2, '0')}`);
  beforeEach(async () => {
    for (const meshName of names.toReversed()) await client.send(new sdk.CreateMeshCommand({ meshName }));
  });

  it('come in pages, sorted by name, by the paginator of the SDK', async () => {
    const pages: string[][] = [];
    for await (const page of sdk.paginateListMeshes({ client, pageSize: 10 }, {})) {
      pages.push((page.meshes ?? []).map((m) => m.meshName ?? ''));
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(names);
  });

  it('go on rightly while meshes come and go', async () => {
    const first = await client.send(new sdk.ListMeshesCommand({ limit: 10 }));
    await client.send(new sdk.DeleteMeshCommand({ meshName: 'mesh-09' }));
    await client.send(new sdk.CreateMeshCommand({ meshName: 'mesh-095' }));
    const { nextToken } = first;
    const second = await client.send(new sdk.ListMeshesCommand({ limit: 2, nextToken }));
    expect(second.meshes?.map((m) => m.meshName)).toEqual(['mesh-095', 'mesh-10']);
  });

  it.each(['garbage', '', Buffer.from('["x","y"]').toString('base64url')])('refuse the token %j', async (nextToken) => {
    const call = client.send(new sdk.ListMeshesCommand({ nextToken }));
    expect((await failure(call)).name).toBe('BadRequestException');
  });

  it('refuse a token of another list', async () => {
    const { nextToken } = await client.send(new sdk.ListMeshesCommand({ limit: 1 }));
    const call = client.send(new sdk.ListVirtualNodesCommand({ meshName: 'mesh-00', nextToken }));
    expect((await failure(call)).name).toBe('BadRequestException');
  });
});

describe('tags', () => {
  const resourceArn = `arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/shop`;
  const many = (count: number, prefix = 'k') =>
    Array.from({ length: count }, (_, i) => ({ key: `${prefix}${i}`, value: 'v' }));

  it('keep their order; the same key overwrites in place', async () => {
    await client.send(
      new sdk.CreateMeshCommand({
        ...inputs.mesh,
        tags: [
          { key: 'b', value: '1' },
          { key: 'a', value: '1' },
        ],
      }),
    );
    await client.send(
      new sdk.TagResourceCommand({
        resourceArn,
        tags: [
          { key: 'c', value: '2' },
          { key: 'b', value: '2' },
        ],
      }),
    );
    const { tags } = await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }));
    expect(tags?.map((tag) => `${tag.key}=${tag.value}`)).toEqual(['b=2', 'a=1', 'c=2']);
    const { mesh: described } = await client.send(new sdk.DescribeMeshCommand(mesh));
    expect(described?.metadata?.version).toBe(1);
  });

  it('are 50 at most; one too many changes nothing', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, tags: many(49) }));
    const call = client.send(new sdk.TagResourceCommand({ resourceArn, tags: many(2, 'x') }));
    expect((await failure(call)).name).toBe('TooManyTagsException');
    expect((await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags).toHaveLength(49);
    await client.send(new sdk.TagResourceCommand({ resourceArn, tags: many(1, 'x') }));
  });

  it('come in pages', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, tags: many(5) }));
    const keys: string[] = [];
    for await (const page of sdk.paginateListTagsForResource({ client, pageSize: 2 }, { resourceArn })) {
      keys.push(...(page.tags ?? []).map((tag) => tag.key ?? ''));
    }
    expect(keys).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
  });

  it.each([
    ['an unknown resource', resourceArn, 'NotFoundException'],
    ['another account', resourceArn.replace(ACCOUNT, '999999999999'), 'ForbiddenException'],
    ['no ARN', 'shop', 'BadRequestException'],
  ])('of %s', async (_, arn, name) => {
    for (const command of [
      new sdk.ListTagsForResourceCommand({ resourceArn: arn }),
      new sdk.TagResourceCommand({ resourceArn: arn, tags: many(1) }),
      new sdk.UntagResourceCommand({ resourceArn: arn, tagKeys: ['x'] }),
    ]) {
      expect((await failure(client.send(command as never))).name).toBe(name);
    }
  });
});

describe('roles', () => {
  it('a viewer reads and does not write', async () => {
    await createAll();
    const viewer = harness.client(VIEWER);
    await viewer.send(new sdk.DescribeMeshCommand(mesh));
    await viewer.send(new sdk.ListMeshesCommand({}));
    const writes = [
      new sdk.CreateMeshCommand({ meshName: 'x' }),
      new sdk.UpdateMeshCommand(mesh),
      new sdk.DeleteRouteCommand(inputs.route),
      new sdk.TagResourceCommand({ resourceArn: 'x', tags: [] }),
    ];
    for (const command of writes) {
      const { name, message } = await failure(viewer.send(command as never));
      expect(name).toBe('ForbiddenException');
      expect(message).toBe('a viewer is not authorized: role viewer may not write.');
    }
  });
});
