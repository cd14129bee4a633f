import * as sdk from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_TABLE } from '@/lib/model';
import { exampleMesh } from '../testing/example-mesh';
import { ACCOUNT, type Harness, REGION, startHarness } from '../testing/harness';

let harness: Harness;
const used = new Set<string>();

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
});

/** Sends by the real SDK and notes the operation. */
function sender(client: sdk.AppMeshClient) {
  return <I extends object, O extends object>(command: new (input: I) => object, input: I): Promise<O> => {
    used.add(command.name.replace(/Command$/, ''));
    return client.send(new command(input) as never) as unknown as Promise<O>;
  };
}

const NAMES = [
  {
    mesh: 'plain',
    node: 'node_ns',
    router: 'router_ns',
    service: 'svc.ns',
    gateway: 'gw_ns',
    route: 'r',
    gatewayRoute: 'g',
  },
  {
    mesh: 'メッシュ 一:号',
    node: 'a/b node',
    router: 'rou/route/ter',
    service: 'http://サービス.local:80/',
    gateway: "g*'(w)!",
    route: 'r%2Froute/ö',
    gatewayRoute: '+&=?#',
  },
];

describe.each(NAMES)('all operations by the SDK for JavaScript, mesh $mesh', (names) => {
  const inputs = exampleMesh(names);
  const arn = (rest = '') => `arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/${names.mesh}${rest}`;

  /** For each kind: its commands, its input, where its answer is, and its ARN. Parents first. */
  const KINDS = [
    {
      create: sdk.CreateMeshCommand,
      update: sdk.UpdateMeshCommand,
      describe: sdk.DescribeMeshCommand,
      remove: sdk.DeleteMeshCommand,
      list: sdk.ListMeshesCommand,
      input: inputs.mesh,
      at: 'mesh',
      listed: 'meshes',
      arn: arn(),
    },
    {
      create: sdk.CreateVirtualNodeCommand,
      update: sdk.UpdateVirtualNodeCommand,
      describe: sdk.DescribeVirtualNodeCommand,
      remove: sdk.DeleteVirtualNodeCommand,
      list: sdk.ListVirtualNodesCommand,
      input: inputs.node,
      at: 'virtualNode',
      listed: 'virtualNodes',
      arn: arn(`/virtualNode/${names.node}`),
    },
    {
      create: sdk.CreateVirtualRouterCommand,
      update: sdk.UpdateVirtualRouterCommand,
      describe: sdk.DescribeVirtualRouterCommand,
      remove: sdk.DeleteVirtualRouterCommand,
      list: sdk.ListVirtualRoutersCommand,
      input: inputs.router,
      at: 'virtualRouter',
      listed: 'virtualRouters',
      arn: arn(`/virtualRouter/${names.router}`),
    },
    {
      create: sdk.CreateRouteCommand,
      update: sdk.UpdateRouteCommand,
      describe: sdk.DescribeRouteCommand,
      remove: sdk.DeleteRouteCommand,
      list: sdk.ListRoutesCommand,
      input: inputs.route,
      at: 'route',
      listed: 'routes',
      arn: arn(`/virtualRouter/${names.router}/route/${names.route}`),
    },
    {
      create: sdk.CreateVirtualServiceCommand,
      update: sdk.UpdateVirtualServiceCommand,
      describe: sdk.DescribeVirtualServiceCommand,
      remove: sdk.DeleteVirtualServiceCommand,
      list: sdk.ListVirtualServicesCommand,
      input: inputs.service,
      at: 'virtualService',
      listed: 'virtualServices',
      arn: arn(`/virtualService/${names.service}`),
    },
    {
      create: sdk.CreateVirtualGatewayCommand,
      update: sdk.UpdateVirtualGatewayCommand,
      describe: sdk.DescribeVirtualGatewayCommand,
      remove: sdk.DeleteVirtualGatewayCommand,
      list: sdk.ListVirtualGatewaysCommand,
      input: inputs.gateway,
      at: 'virtualGateway',
      listed: 'virtualGateways',
      arn: arn(`/virtualGateway/${names.gateway}`),
    },
    {
      create: sdk.CreateGatewayRouteCommand,
      update: sdk.UpdateGatewayRouteCommand,
      describe: sdk.DescribeGatewayRouteCommand,
      remove: sdk.DeleteGatewayRouteCommand,
      list: sdk.ListGatewayRoutesCommand,
      input: inputs.gatewayRoute,
      at: 'gatewayRoute',
      listed: 'gatewayRoutes',
      arn: arn(`/virtualGateway/${names.gateway}/gatewayRoute/${names.gatewayRoute}`),
    },
  ] as unknown as readonly KindCommands[];

  it('creates, describes, lists, updates, tags and deletes every kind', async () => {
    const send = sender(harness.client());
    for (const kind of KINDS) await createAndRead(send, kind);
    for (const kind of KINDS) await updateAndTag(send, kind);
    for (const kind of KINDS.toReversed()) await remove(send, kind);
    expect(harness.errors).toEqual([]);
  });
});

interface KindCommands {
  create: Command;
  update: Command;
  describe: Command;
  remove: Command;
  list: Command;
  input: { meshName: string; spec?: object };
  at: string;
  listed: string;
  arn: string;
}
type Command = new (input: object) => object;
type Send = ReturnType<typeof sender>;
type Answer = Record<string, ResourceData>;
interface ResourceData {
  metadata: {
    arn: string;
    uid: string;
    version: number;
    createdAt: Date;
    lastUpdatedAt: Date;
    meshOwner: string;
    resourceOwner: string;
  };
  spec: object;
  status: { status: string };
}

async function createAndRead(send: Send, kind: KindCommands): Promise<void> {
  const created = (await send<object, Answer>(kind.create, kind.input))[kind.at];
  expect(created?.spec).toEqual(kind.input.spec ?? {});
  expect(created?.status.status).toBe('ACTIVE');
  expect(created?.metadata).toMatchObject({ arn: kind.arn, version: 1, meshOwner: ACCOUNT, resourceOwner: ACCOUNT });
  expect(created?.metadata.uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(created?.metadata.createdAt).toEqual(created?.metadata.lastUpdatedAt);
  const described = await send<object, Answer>(kind.describe, kind.input);
  expect(described[kind.at]).toEqual(created);
  const listed = await send<object, Record<string, { arn: string; version: number }[]>>(kind.list, kind.input);
  expect(listed[kind.listed]).toContainEqual(expect.objectContaining({ arn: kind.arn, version: 1 }));
}

async function updateAndTag(send: Send, kind: KindCommands): Promise<void> {
  const before = (await send<object, Answer>(kind.describe, kind.input))[kind.at];
  const updated = (await send<object, Answer>(kind.update, kind.input))[kind.at];
  expect(updated?.metadata).toMatchObject({
    version: 2,
    uid: before?.metadata.uid,
    createdAt: before?.metadata.createdAt,
  });
  await send(sdk.TagResourceCommand, {
    resourceArn: kind.arn,
    tags: [
      { key: 'k', value: '' },
      { key: '鍵', value: '値' },
    ],
  });
  await send(sdk.UntagResourceCommand, { resourceArn: kind.arn, tagKeys: ['k', 'not there'] });
  const tags = await send(sdk.ListTagsForResourceCommand, { resourceArn: kind.arn });
  expect(tags).toMatchObject({ tags: [{ key: '鍵', value: '値' }] });
}

async function remove(send: Send, kind: KindCommands): Promise<void> {
  const removed = (await send<object, Answer>(kind.remove, kind.input))[kind.at];
  expect(removed?.status.status).toBe('DELETED');
  expect(removed?.spec).toEqual(kind.input.spec ?? {});
  await expect(send(kind.describe, kind.input)).rejects.toBeInstanceOf(sdk.NotFoundException);
  await expect(send(kind.remove, kind.input)).rejects.toBeInstanceOf(sdk.NotFoundException);
}

it('used every operation of the API', () => {
  expect([...used].sort()).toEqual(Object.keys(API_TABLE.operations).sort());
});
