import * as sdk from '@aws-sdk/client-app-mesh';
import { afterEach, describe, expect, it } from 'vitest';
import type { Quotas } from '@/lib/service';
import { createExample, exampleMesh } from '../testing/example-mesh';
import { type Harness, startHarness } from '../testing/harness';

let harness: Harness;
afterEach(() => harness.close());

const inputs = exampleMesh();
const CREATE: [keyof Quotas, object][] = [
  ['meshes', new sdk.CreateMeshCommand({ meshName: 'second' })],
  ['virtualNodesPerMesh', new sdk.CreateVirtualNodeCommand({ ...inputs.node, virtualNodeName: 'second' })],
  ['virtualRoutersPerMesh', new sdk.CreateVirtualRouterCommand({ ...inputs.router, virtualRouterName: 'second' })],
  ['routesPerRouter', new sdk.CreateRouteCommand({ ...inputs.route, routeName: 'second' })],
  ['virtualServicesPerMesh', new sdk.CreateVirtualServiceCommand({ ...inputs.service, virtualServiceName: 'second' })],
  ['virtualGatewaysPerMesh', new sdk.CreateVirtualGatewayCommand({ ...inputs.gateway, virtualGatewayName: 'second' })],
  [
    'gatewayRoutesPerGateway',
    new sdk.CreateGatewayRouteCommand({ ...inputs.gatewayRoute, gatewayRouteName: 'second' }),
  ],
  [
    'backendsPerNode',
    new sdk.UpdateVirtualNodeCommand({
      ...inputs.node,
      spec: {
        backends: [{ virtualService: { virtualServiceName: 'a' } }, { virtualService: { virtualServiceName: 'b' } }],
      },
    }),
  ],
];

describe('quotas are settings', () => {
  it.each(CREATE)('%s of 1 refuses the second', async (quota, command) => {
    harness = await startHarness({ quotas: { [quota]: 1 } });
    const client = harness.client();
    await createExample(client);
    const error = await client.send(command as never).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(sdk.LimitExceededException);
    expect((error as Error).message).toContain(`the quota ${quota} is 1`);
  });
});
