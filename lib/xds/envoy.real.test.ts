import { describe, expect, it } from 'vitest';
import { type EnvoyOptions, eventually, RealEnvoy, withoutTimeout } from './testing/envoy';
import { Harness } from './testing/harness';
import { lastRevision } from './testing/loaded';
import { edsCluster, httpListener, loadAssignment, staticCluster, weightedRoutes } from './testing/real-resources';
import { config } from './testing/resources';
import { backend, call, freePort, Load } from './testing/traffic';

const GROUP = 'mesh/m/virtualNode/n';
const TYPES = ['cluster', 'endpoint', 'listener', 'route'] as const;

/** A running Envoy with one listener, and two backends behind EDS clusters. */
async function running(protocol: EnvoyOptions['protocol']) {
  const harness = await Harness.start();
  const ports = { a: await backend('a'), b: await backend('b'), listen: await freePort() };
  const first = {
    cluster: [edsCluster('a'), edsCluster('b')],
    endpoint: [loadAssignment('a', [ports.a]), loadAssignment('b', [ports.b])],
    listener: [httpListener('l', ports.listen, 'r')],
    route: [weightedRoutes('r', { a: 100, b: 0 })],
  };
  harness.server.publish(GROUP, config(first), 1);
  const envoy = await RealEnvoy.start({ xdsPort: harness.port, protocol });
  const at = (revision: number) => {
    return withoutTimeout(harness.until(() => TYPES.every((type) => lastRevision(harness, type) === revision)));
  };
  await at(1);
  await eventually(async () => (await call(ports.listen)).body === 'a');
  return { harness, envoy, ports, first, at };
}

describe.each(['delta', 'sotw'] as const)('Envoy by %s', (protocol) => {
  it('loads everything without running into a timeout', async () => {
    const { harness } = await running(protocol);
    expect(harness.of('refused')).toEqual([]);
    expect(harness.server.streams(GROUP)[0]?.node.envoyVersion?.[0]).toBe(1);
  });

  it('takes a change of weights as routes alone, and no request fails', async () => {
    const { harness, envoy, ports, first, at } = await running(protocol);
    const attempts = () => {
      return Promise.all(
        ['cluster_manager.cds', 'listener_manager.lds', 'cluster.a.eds'].map((one) =>
          envoy.stat(`${one}.update_attempt`),
        ),
      );
    };
    await eventually(async () => (await envoy.stat('listener_manager.lds.update_success')) > 0);
    const before = await attempts();
    const load = new Load(ports.listen);
    for (let revision = 2; revision <= 11; revision++) {
      const weights = revision % 2 === 0 ? { a: 0, b: 100 } : { a: 100, b: 0 };
      harness.server.publish(GROUP, config({ ...first, route: [weightedRoutes('r', weights)] }), revision);
      await at(revision);
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.answers.get('b')).toBeGreaterThan(0);
    expect(await attempts()).toEqual(before);
  });

  it('acknowledges a changed EDS cluster at once, because its endpoints follow', async () => {
    const { harness, ports, first, at } = await running(protocol);
    const load = new Load(ports.listen);
    const changed = [edsCluster('a', { connectTimeout: { seconds: 2n } }), edsCluster('b')];
    harness.server.publish(GROUP, config({ ...first, cluster: changed }), 2);
    await at(2);
    await load.stop();
    expect(load.failures).toEqual([]);
  });

  it('takes new endpoints alone', async () => {
    const { harness, envoy, ports, first, at } = await running(protocol);
    const before = await envoy.stat('cluster_manager.cds.update_attempt');
    harness.server.publish(
      GROUP,
      config({ ...first, endpoint: [loadAssignment('a', [ports.b]), ...first.endpoint.slice(1)] }),
      2,
    );
    await at(2);
    await eventually(async () => (await call(ports.listen)).body === 'b');
    expect(await envoy.stat('cluster_manager.cds.update_attempt')).toBe(before);
  });

  it('takes a new Cloud Map cluster without any endpoint at once', async () => {
    const { harness, first, at, envoy } = await running(protocol);
    const next = {
      ...first,
      cluster: [...first.cluster, edsCluster('empty')],
      endpoint: [...first.endpoint, loadAssignment('empty', [])],
    };
    harness.server.publish(GROUP, config(next), 2);
    await at(2);
    expect(await envoy.clusters()).toEqual(['a', 'b', 'empty']);
  });

  it('replaces the clusters of a route without a failed request', async () => {
    const { harness, envoy, ports, first, at } = await running(protocol);
    const load = new Load(ports.listen);
    for (let revision = 2; revision <= 9; revision++) {
      const name = `generation-${revision}`;
      const cluster = revision % 2 === 0 ? edsCluster(name) : staticCluster(name, ports.a);
      const endpoint = revision % 2 === 0 ? [loadAssignment(name, [ports.b])] : [];
      const next = { ...first, cluster: [cluster], endpoint, route: [weightedRoutes('r', { [name]: 1 })] };
      harness.server.publish(GROUP, config(next), revision);
      await at(revision);
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await envoy.clusters()).toEqual(['generation-9']);
    expect(load.answers.get('b')).toBeGreaterThan(0);
  });

  it('moves to a listener with another route configuration without a failed request', async () => {
    const { harness, envoy, ports, first, at } = await running(protocol);
    const load = new Load(ports.listen);
    const next = {
      ...first,
      cluster: [edsCluster('b')],
      endpoint: first.endpoint.slice(1),
      listener: [httpListener('l', ports.listen, 'r2')],
      route: [weightedRoutes('r2', { b: 1 })],
    };
    harness.server.publish(GROUP, config(next), 2);
    await at(2);
    await eventually(async () => (await call(ports.listen)).body === 'b');
    await eventually(async () => (await envoy.clusters()).join() === 'b');
    await load.stop();
    expect(load.failures).toEqual([]);
  });
});
