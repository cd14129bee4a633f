import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { eventually, RealEnvoy, withoutTimeout } from './testing/envoy';
import { Harness, OPEN } from './testing/harness';
import { lastRevision } from './testing/loaded';
import { edsCluster, httpListener, loadAssignment, weightedRoutes } from './testing/real-resources';
import { config } from './testing/resources';
import { backend, call, freePort, Load } from './testing/traffic';

const GROUP = 'mesh/m/virtualNode/n';
const TYPES = ['cluster', 'endpoint', 'listener', 'route'] as const;

async function scene() {
  const ports = { a: await backend('a'), b: await backend('b'), listen: await freePort(), xds: await freePort() };
  const first = {
    cluster: [edsCluster('a'), edsCluster('b')],
    endpoint: [loadAssignment('a', [ports.a]), loadAssignment('b', [ports.b])],
    listener: [httpListener('l', ports.listen, 'r')],
    route: [weightedRoutes('r', { a: 100, b: 0 })],
  };
  return { ports, first };
}

const allAt = (harness: Harness, revision: number) =>
  harness.until(() => TYPES.every((type) => lastRevision(harness, type) === revision));

describe.each(['delta', 'sotw'] as const)('Envoy by %s and an outage of the control plane', (protocol) => {
  it('serves on, comes back, gets no push for the same model, and takes the next change', async () => {
    const { ports, first } = await scene();
    const before = await Harness.start({ port: ports.xds });
    before.server.publish(GROUP, config(first), 41);
    const envoy = await RealEnvoy.start({ xdsPort: ports.xds, protocol });
    await withoutTimeout(allAt(before, 41));
    await eventually(async () => (await call(ports.listen)).body === 'a');
    const load = new Load(ports.listen);
    const updates = () =>
      Promise.all(
        ['cluster_manager.cds', 'listener_manager.lds', 'http.l.rds.r', 'cluster.a.eds'].map((one) =>
          envoy.stat(`${one}.update_success`),
        ),
      );
    const had = await updates();
    await before.server.close();
    await eventually(async () => (await envoy.stat('control_plane.connected_state')) === 0);
    const after = await Harness.start({ port: ports.xds });
    after.server.publish(GROUP, config(first), 1);
    await allAt(after, 1);
    expect(await updates()).toEqual(had);
    after.server.publish(GROUP, config({ ...first, route: [weightedRoutes('r', { a: 0, b: 100 })] }), 2);
    await withoutTimeout(allAt(after, 2));
    await eventually(async () => (await call(ports.listen)).body === 'b');
    await load.stop();
    expect(load.failures).toEqual([]);
  });

  it('that was there first: Envoy waits, and is live once the server comes', async () => {
    const { ports, first } = await scene();
    const envoy = await RealEnvoy.start({ xdsPort: ports.xds, protocol });
    await eventually(async () => (await envoy.state()) === 'PRE_INITIALIZING');
    const harness = await Harness.start({ port: ports.xds });
    harness.server.publish(GROUP, config(first), 1);
    await eventually(async () => (await envoy.state()) === 'LIVE');
    await eventually(async () => (await call(ports.listen)).body === 'a');
    expect(harness.of('refused')).toEqual([]);
  });
});

/** Bytes that are left after a garbage collection. */
async function memoryInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  for (let round = 0; round < 3; round++) {
    runInNewContext('gc')();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { external, heapUsed } = process.memoryUsage();
  return external + heapUsed;
}

describe('a proxy that stands still', () => {
  it('delays no other, costs no memory, and gets the newest state when it goes on', async () => {
    const { ports, first } = await scene();
    const harness = await Harness.start({ admission: { ...OPEN, admit: (node) => ({ group: node.id }) } });
    harness.server.publish('still', config(first), 1);
    harness.server.publish(GROUP, config({ ...first, listener: [] }), 1);
    const still = await RealEnvoy.start({ xdsPort: harness.port, protocol: 'delta', id: 'still' });
    await eventually(async () => (await call(ports.listen)).body === 'a');
    await RealEnvoy.start({ xdsPort: harness.port, protocol: 'delta' });
    await harness.until(() => harness.of('acknowledged').some((event) => event.group === GROUP));
    still.signal('SIGSTOP');
    const before = await memoryInUse();
    const padding = 'x'.repeat(1_000_000);
    for (let revision = 2; revision <= 120; revision++) {
      const routes = [weightedRoutes('r', { a: 0, b: 100 }, `${revision} ${padding}`)];
      harness.server.publish('still', config({ ...first, route: routes }), revision);
      harness.server.publish(
        GROUP,
        config({ ...first, listener: [], endpoint: [loadAssignment('a', [revision])] }),
        revision,
      );
      const isDone = () =>
        harness.of('acknowledged').some((event) => {
          return event.group === GROUP && event.resourceType === 'endpoint' && event.revision === revision;
        });
      await withoutTimeout(harness.until(isDone));
    }
    expect((await memoryInUse()) - before).toBeLessThan(20_000_000);
    still.signal('SIGCONT');
    await harness.until(() =>
      harness.of('acknowledged').some((event) => {
        return event.group === 'still' && event.resourceType === 'route' && event.revision === 120;
      }),
    );
    const told = harness
      .of('acknowledged')
      .filter((event) => event.group === 'still' && event.resourceType === 'route');
    expect(told.map((event) => event.revision)).toEqual([1, 2, 120]);
  });
});
