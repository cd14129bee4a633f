/** A virtual gateway from the API to real requests: its routes, the split behind them, and what is said of its traffic. */
import {
  CreateGatewayRouteCommand,
  CreateVirtualGatewayCommand,
  UpdateGatewayRouteCommand,
} from '@aws-sdk/client-app-mesh';
import { describe, expect, it } from 'vitest';
import { proxyListSchema, trafficSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService, countAnswers } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, MESH, SERVICE, setWeights } from './testing/scenario';

const GATEWAY = { meshName: MESH, virtualGatewayName: 'edge' };
const action = { target: { virtualService: { virtualServiceName: SERVICE } } };

async function createGateway({ appMesh }: Plane): Promise<void> {
  const listeners = [{ portMapping: { port: 8088, protocol: 'http' as const } }];
  await appMesh.send(new CreateVirtualGatewayCommand({ ...GATEWAY, spec: { listeners } }));
  const spec = { httpRoute: { match: { prefix: '/' }, action } };
  await appMesh.send(new CreateGatewayRouteCommand({ ...GATEWAY, gatewayRouteName: 'all', spec }));
}

describe.each(['delta', 'sotw'] as const)('a virtual gateway, over %s', (protocol) => {
  it('leads to its services, follows weights and its own routes, and its requests are counted once', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    await startLine(plane, { protocol });
    await createGateway(plane);
    const [entry, egressPort] = [await freePort(), await freePort()];
    const listeners = [{ port: 8088, ingressPort: entry }];
    await RealEnvoy.start({
      xdsPort: plane.xdsPort,
      protocol,
      id: `mesh/${MESH}/virtualGateway/edge`,
      metadata: { meshkeep: { dataplane: 'explicit', address: '127.0.0.1', listeners, egressPort } },
    });
    await eventually(async () => (await callService(entry, { service: 'shop.example.com' })).status === 200);
    expect(await countAnswers(entry, 20)).toEqual({ v1: 20 });

    await setWeights(plane, 0, 100);
    await eventually(async () => (await callService(entry)).body === 'v2');
    expect(await countAnswers(entry, 20)).toEqual({ v2: 20 });

    const traffic = async () => trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());
    const ofGateway = async () => (await traffic()).edges.find(({ caller }) => caller.kind === 'virtualGateway');
    await eventually(async () => ((await ofGateway())?.requests ?? 0) >= 42);
    const counted = (await ofGateway())?.requests ?? 0;
    expect(await ofGateway()).toMatchObject({ caller: { name: 'edge' }, virtualService: SERVICE, successRate: 1 });
    expect(counted).toBeLessThan(84);

    const spec = { httpRoute: { match: { prefix: '/only' }, action } };
    await plane.appMesh.send(new UpdateGatewayRouteCommand({ ...GATEWAY, gatewayRouteName: 'all', spec }));
    await eventually(async () => (await callService(entry)).status === 404);
    const { proxies } = proxyListSchema.parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json());
    expect(proxies.find(({ resource }) => resource.kind === 'virtualGateway')).toMatchObject({
      state: 'current',
      refusals: [],
    });
  });
});
