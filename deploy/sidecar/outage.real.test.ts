/**
 * The control plane is away for as many looks as an hour has at the standard of 5 s, while 20 Envoys restart one after
 * the other from what they kept. Time is compressed by configuration.
 */
import { ListServicesCommand, RegisterInstanceCommand } from '@aws-sdk/client-servicediscovery';
import { describe, expect, it } from 'vitest';
import { Caller } from '@/lib/runtime/testing/caller';
import { callService } from '@/lib/runtime/testing/calls';
import { type Plane, startPlane, temporaryDirectory } from '@/lib/runtime/testing/plane';
import { App } from '@/lib/runtime/testing/proxies';
import { createMesh, registerInstances, setWeights } from '@/lib/runtime/testing/scenario';
import { eventually } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { variablesOf } from './testing/scene';
import { Sidecar } from './testing/sidecar';

const LOOKS_OF_AN_HOUR = 3600 / 5;
const REPLICAS = { front: 10, back: 5 };
const QUICK = { MESHKEEP_CONTROL_PLANE_RETRY_S: '0.02', MESHKEEP_CONTROL_PLANE_WAIT_S: '0.5' };

/** A sidecar that was started before or after the last restart; a front also has callers. */
interface Replica {
  sidecar: Sidecar;
  egress?: number;
  caller?: Caller;
}

async function register(plane: Plane, version: string, port: number): Promise<void> {
  const { Services = [] } = await plane.cloudMap.send(new ListServicesCommand({}));
  const Attributes = { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(port), version };
  const InstanceId = `${version}-${port}`;
  await plane.cloudMap.send(new RegisterInstanceCommand({ ServiceId: Services[0]?.Id, InstanceId, Attributes }));
}

async function startBacks(plane: Plane, app: App, first: number): Promise<Replica[]> {
  const ports = [first];
  while (ports.length < REPLICAS.back) ports.push(await freePort());
  return Promise.all(
    ports.map(async (port, index) => {
      if (index > 0) await register(plane, app.name, port);
      const ports = { egress: await freePort(), ingress: { port, appPort: app.port } };
      return { sidecar: await Sidecar.start({ ...variablesOf(plane, `back-${app.name}`, ports), ...QUICK }) };
    }),
  );
}

async function startFront(plane: Plane): Promise<Replica> {
  const egress = await freePort();
  return { egress, sidecar: await Sidecar.start({ ...variablesOf(plane, 'front', { egress }), ...QUICK }) };
}

/** As a platform does it: no new calls to a front that goes, SIGTERM, a new one with what is on disk, calls again. */
async function restart(replica: Replica, failures: string[]): Promise<void> {
  await replica.caller?.stop();
  failures.push(...(replica.caller?.failures ?? []));
  replica.sidecar.signal('SIGTERM');
  await replica.sidecar.ended;
  replica.sidecar = await Sidecar.start(replica.sidecar.env);
  await eventually(() => replica.sidecar.isHealthy());
  if (replica.egress !== undefined) replica.caller = new Caller(replica.egress, { pauseMs: 25 });
}

/** One replica of each kind at a time: v1, v2 and two fronts. */
function groupsOf(all: readonly Replica[]): Replica[][] {
  return Array.from({ length: REPLICAS.back }, (_, at) => [0, 5, 10, 15].flatMap((start) => all[start + at] ?? []));
}

describe('an hour without control plane', () => {
  it('fails no request, though every Envoy restarts', { timeout: 400_000 }, async () => {
    const settings = {
      MESHKEEP_DATA_DIR: temporaryDirectory(),
      MESHKEEP_API_PORT: String(await freePort()),
      MESHKEEP_XDS_PORT: String(await freePort()),
    };
    const plane = await startPlane(settings);
    await createMesh(plane);
    await setWeights(plane, 1, 1);
    const [v1, v2] = [await App.start('v1'), await App.start('v2')];
    const first = { v1: await freePort(), v2: await freePort() };
    await registerInstances(plane, first);
    const backs = [...(await startBacks(plane, v1, first.v1)), ...(await startBacks(plane, v2, first.v2))];
    const fronts = await Promise.all(Array.from({ length: REPLICAS.front }, () => startFront(plane)));
    const all = [...backs, ...fronts];
    expect(all).toHaveLength(20);
    for (const { sidecar } of all) await eventually(async () => (await sidecar.isHealthy()) && sidecar.hasKept);
    for (const { egress = 0 } of fronts) await eventually(async () => (await callService(egress)).status === 200);
    for (const replica of fronts) replica.caller = new Caller(replica.egress ?? 0, { pauseMs: 25 });

    await plane.close();
    const failures: string[] = [];
    for (const group of groupsOf(all)) await Promise.all(group.map((replica) => restart(replica, failures)));
    for (const { sidecar } of all) {
      expect(await sidecar.status()).toMatchObject({ configurationSource: 'kept configuration' });
      await eventually(async () => ((await sidecar.status())?.controlPlaneAttempts ?? 0) >= LOOKS_OF_AN_HOUR);
    }

    const again = await startPlane(settings);
    await setWeights(again, 0, 1);
    for (const { sidecar } of all) {
      await eventually(async () => (await sidecar.status())?.configurationSource === 'control plane');
    }
    for (const { egress = 0 } of fronts) await eventually(async () => (await callService(egress)).body === 'v2');
    for (const { caller } of fronts) await caller?.stop();
    failures.push(...fronts.flatMap(({ caller }) => caller?.failures ?? []));
    expect(failures).toEqual([]);
    expect(fronts.reduce((sum, { caller }) => sum + (caller?.total ?? 0), 0)).toBeGreaterThan(1000);
  });
});
