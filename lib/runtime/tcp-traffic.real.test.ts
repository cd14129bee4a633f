/** Connections through real Envoys, counted at the servers, and what the control plane says of them. */

import type { AddressInfo } from 'node:net';
import { createServer, connect as open, type Server } from 'node:net';
import {
  CreateMeshCommand,
  CreateRouteCommand,
  CreateVirtualNodeCommand,
  CreateVirtualRouterCommand,
  CreateVirtualServiceCommand,
} from '@aws-sdk/client-app-mesh';
import { afterEach, describe, expect, it } from 'vitest';
import { trafficSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { type Plane, startPlane } from './testing/plane';
import { CLOUD_MAP, MESH, registerInstances } from './testing/scenario';

const DB = 'db.apps.local';
const listener = { portMapping: { port: 3306, protocol: 'tcp' as const } };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A server that speaks first, as databases do, and counts its connections. */
async function database(name: string): Promise<{ port: number; count: () => number }> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.end(name);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, count: () => count };
}

/** What the other side says first; empty when the connection fails. */
function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = open(port, '127.0.0.1');
    socket.on('data', (bytes) => {
      text += String(bytes);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

async function createTcpMesh({ appMesh }: Plane): Promise<void> {
  const meshName = MESH;
  await appMesh.send(new CreateMeshCommand({ meshName }));
  for (const value of ['v1', 'v2']) {
    const awsCloudMap = { ...CLOUD_MAP, attributes: [{ key: 'version', value }] };
    const spec = { listeners: [listener], serviceDiscovery: { awsCloudMap } };
    await appMesh.send(new CreateVirtualNodeCommand({ meshName, virtualNodeName: `db-${value}`, spec }));
  }
  const virtualRouterName = 'db-router';
  await appMesh.send(new CreateVirtualRouterCommand({ meshName, virtualRouterName, spec: { listeners: [listener] } }));
  const weightedTargets = [
    { virtualNode: 'db-v1', weight: 3 },
    { virtualNode: 'db-v2', weight: 1 },
  ];
  const route = { tcpRoute: { action: { weightedTargets } } };
  await appMesh.send(new CreateRouteCommand({ meshName, virtualRouterName, routeName: 'db-route', spec: route }));
  const provider = { virtualRouter: { virtualRouterName } };
  await appMesh.send(new CreateVirtualServiceCommand({ meshName, virtualServiceName: DB, spec: { provider } }));
  const spec = { backends: [{ virtualService: { virtualServiceName: DB } }] };
  await appMesh.send(new CreateVirtualNodeCommand({ meshName, virtualNodeName: 'front', spec }));
}

describe('TCP traffic', () => {
  it('is what the servers counted: the edge and the split over targets that share a cluster', async () => {
    const plane = await startPlane();
    await createTcpMesh(plane);
    const databases = { v1: await database('v1'), v2: await database('v2') };
    await registerInstances(plane, { v1: databases.v1.port, v2: databases.v2.port });
    const localPort = await freePort();
    await RealEnvoy.start({
      xdsPort: plane.xdsPort,
      protocol: 'delta',
      id: `mesh/${MESH}/virtualNode/front`,
      metadata: {
        meshkeep: {
          dataplane: 'explicit',
          address: '127.0.0.1',
          listeners: [],
          egressPort: await freePort(),
          tcp: [{ virtualService: DB, port: 3306, localPort }],
        },
      },
    });
    await eventually(async () => (await greeting(localPort)) !== '');
    for (let i = 0; i < 100; i++) await greeting(localPort);
    const counted = () => ({ v1: databases.v1.count(), v2: databases.v2.count() });
    expect(counted().v1).toBeGreaterThan(counted().v2);
    expect(counted().v2).toBeGreaterThan(0);
    const read = async () => trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());
    const total = counted().v1 + counted().v2;
    await eventually(async () => ((await read()).edges[0]?.requests ?? 0) >= total);
    const { edges, routes } = await read();
    expect(edges).toMatchObject([{ caller: { name: 'front' }, virtualService: DB, requests: total, successRate: 1 }]);
    const targets = routes[0]?.targets.map(({ virtualNode, port, requests }) => [virtualNode, port, requests]);
    expect(targets?.sort()).toEqual([
      ['db-v1', 3306, counted().v1],
      ['db-v2', 3306, counted().v2],
    ]);
  });
});
