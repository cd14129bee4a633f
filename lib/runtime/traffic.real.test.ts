/**
 * Every figure beside requests counted at the applications themselves. The model says one thing and the requests do
 * another wherever that can be arranged, so that a control plane that echoes the model fails.
 */
import {
  CreateVirtualNodeCommand,
  CreateVirtualServiceCommand,
  UpdateVirtualNodeCommand,
} from '@aws-sdk/client-app-mesh';
import { describe, expect, it } from 'vitest';
import {
  proxyListSchema,
  snapshotSchema,
  type Traffic,
  type TrafficPoints,
  trafficHistorySchema,
  trafficSchema,
} from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService, countAnswers } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, explicitMetadata, MESH, ROUTE, SERVICE, setWeights } from './testing/scenario';

const traffic = async (plane: Plane) => trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());

/** Waits until so many requests of the edge are reported: logs come with half a second's delay. */
async function reported(plane: Plane, requests: number): Promise<Traffic> {
  await eventually(async () => ((await traffic(plane)).edges[0]?.requests ?? 0) >= requests);
  return traffic(plane);
}

describe('traffic', () => {
  it('is what the applications counted: the edge, the split since the change, each proxy', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress, v1, v2 } = await startLine(plane, { loadReports: true });
    await countAnswers(egress, 40);
    const revision = await setWeights(plane, 70, 30);
    await eventually(async () => (await countAnswers(egress, 5)).v2 !== undefined);
    await reported(plane, v1.count + v2.count);
    const before = { v1: v1.count, v2: v2.count };
    await countAnswers(egress, 200);
    const counted = { v1: v1.count, v2: v2.count };
    const seen = await reported(plane, counted.v1 + counted.v2);

    expect(seen.edges).toHaveLength(1);
    expect(seen.edges[0]).toMatchObject({
      caller: { kind: 'virtualNode', name: 'front' },
      requests: counted.v1 + counted.v2,
      successRate: 1,
    });
    const [route] = seen.routes;
    const target = (name: string) => route?.targets.find(({ virtualNode }) => virtualNode === name);
    expect(target('back-v2')?.requests).toBe(counted.v2);
    const sinceChange = (target('back-v1')?.requests ?? 0) + counted.v2;
    expect(route?.requests).toBe(sinceChange);
    expect(sinceChange).toBeGreaterThanOrEqual(counted.v1 - before.v1 + counted.v2 - before.v2);
    expect(sinceChange).toBeLessThan(counted.v1 + counted.v2 - 40);
    expect(target('back-v2')?.share).toBeCloseTo(counted.v2 / sinceChange, 6);
    expect(revision).toBeGreaterThan(0);

    const { proxies } = proxyListSchema.parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json());
    const rate = (name: string) =>
      proxies.find(({ resource }) => resource.name === name)?.traffic?.requestsPerSecond ?? 0;
    expect(rate('back-v1') + rate('back-v2')).toBeGreaterThan(0);
    await eventually(async () => (await traffic(plane)).loads.length === 2);
  });

  it('says what happens, not what is wanted: a target that fails, a weight that nobody calls', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress, v1, v2 } = await startLine(plane);
    await setWeights(plane, 50, 50);
    await reported(plane, 1);
    expect((await traffic(plane)).routes).toEqual([]);
    v2.server.closeAllConnections();
    await new Promise((resolve) => v2.server.close(resolve));
    await eventually(async () => (await callService(egress)).status === 503);
    const already = v1.count;
    const answers = await countAnswers(egress, 60);
    const failed = 60 - (answers.v1 ?? 0);
    expect(v1.count - already).toBe(answers.v1 ?? 0);
    expect(failed).toBeGreaterThan(0);
    await eventually(async () => ((await traffic(plane)).routes[0]?.requests ?? 0) >= 61);
    const target = (await traffic(plane)).routes[0]?.targets.find(({ virtualNode }) => virtualNode === 'back-v2');
    expect(target?.successRate).toBe(0);
    const edge = (await traffic(plane)).edges[0];
    expect(edge?.successRate).toBeLessThan(1);
    expect(edge?.successRate).toBeGreaterThan(0);
  });

  it('remembers five minutes of each target, over a change of the route, as the applications counted them', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress, v1, v2 } = await startLine(plane);
    const history = async (of: string) =>
      trafficHistorySchema.parse(await (await plane.get(`/meshes/${MESH}/traffic/history?${of}`)).json());
    const sum = (points: TrafficPoints | undefined) =>
      (points ?? []).reduce((total, point) => total + (point?.requests ?? 0), 0);
    const failures = (points: TrafficPoints | undefined) =>
      (points ?? []).reduce((total, point) => total + (point?.failed ?? 0), 0);
    const ofRoute = async (name: string) =>
      (await history(`kind=route&parent=${ROUTE.virtualRouterName}&name=${ROUTE.routeName}`)).targets.find(
        (one) => one.virtualNode === name,
      )?.points;
    await countAnswers(egress, 40);
    // Everything to the other one, which nobody calls any more: an echo of the weights would show it there.
    await setWeights(plane, 0, 100);
    await eventually(async () => (await countAnswers(egress, 1)).v2 === 1);
    await setWeights(plane, 100, 0);
    await eventually(async () => (await countAnswers(egress, 1)).v1 === 1);
    await setWeights(plane, 0, 100);
    await eventually(
      async () => sum(await ofRoute('back-v1')) >= v1.count && sum(await ofRoute('back-v2')) >= v2.count,
    );
    expect(v1.count).toBeGreaterThan(v2.count);
    expect([sum(await ofRoute('back-v1')), sum(await ofRoute('back-v2'))]).toEqual([v1.count, v2.count]);
    const { edges } = await history(`kind=virtualService&name=${SERVICE}`);
    expect(edges.map(({ points }) => sum(points))).toEqual([v1.count + v2.count]);
    expect(failures(edges[0]?.points)).toBe(0);
    const known = edges[0]?.points.findIndex((point) => point !== null) ?? 0;
    expect(known, 'before the proxy came nothing is known').toBeGreaterThan(0);
    expect(edges[0]?.points.slice(known), 'afterwards silence is zero').not.toContain(null);

    await eventually(async () => (await countAnswers(egress, 1)).v2 === 1);
    v2.server.closeAllConnections();
    await new Promise((resolve) => v2.server.close(resolve));
    let failed = 0;
    while (failed < 5) if ((await callService(egress)).status === 503) failed += 1;
    await eventually(async () => failures(await ofRoute('back-v2')) >= failed);
    expect(failures(await ofRoute('back-v2'))).toBe(failed);
    expect(failures(await ofRoute('back-v1'))).toBe(0);
  });

  it('shows a call whose caller has no such backend, as a problem that goes with the mended node', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { v1, v2 } = await startLine(plane);
    const provider = { virtualNode: { virtualNodeName: 'back-v2' } };
    const other = { meshName: MESH, virtualServiceName: 'other.apps.local', spec: { provider } };
    await plane.appMesh.send(new CreateVirtualServiceCommand(other));
    const stranger = (...backends: string[]) => ({
      meshName: MESH,
      virtualNodeName: 'stranger',
      spec: { backends: backends.map((name) => ({ virtualService: { virtualServiceName: name } })) },
    });
    // It calls something on this port: otherwise its Envoy has nothing that could log the call.
    await plane.appMesh.send(new CreateVirtualNodeCommand(stranger('other.apps.local')));
    const egress = await freePort();
    const id = `mesh/${MESH}/virtualNode/stranger`;
    await RealEnvoy.start({ xdsPort: plane.xdsPort, protocol: 'delta', id, metadata: explicitMetadata({ egress }) });
    const reachedBefore = v1.count + v2.count;
    await eventually(async () => (await callService(egress)).status === 404);
    const problem = async () => {
      const { problems } = snapshotSchema.parse(await (await plane.get(`/meshes/${MESH}/snapshot`)).json());
      return problems.find(({ code }) => code === 'call-without-backend');
    };
    await eventually(async () => (await problem()) !== undefined);
    expect(await problem()).toMatchObject({ resource: { name: 'stranger' }, params: { service: SERVICE } });
    expect(v1.count + v2.count).toBe(reachedBefore);
    await plane.appMesh.send(new UpdateVirtualNodeCommand(stranger('other.apps.local', SERVICE)));
    await eventually(async () => (await callService(egress)).status === 200);
    expect(await problem()).toBeUndefined();
  });

  it('is not known where nothing reports', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    expect(await traffic(plane)).toMatchObject({ edges: [], routes: [], loads: [], reporting: { proxies: 0, of: 0 } });
  });
});
