import { describe, expect, it } from 'vitest';
import { eventually, RealEnvoy, withoutTimeout } from './testing/envoy';
import { Harness } from './testing/harness';
import { lastRevision } from './testing/loaded';
import { edsCluster, httpListener, loadAssignment, staticCluster, weightedRoutes } from './testing/real-resources';
import { config } from './testing/resources';
import { backend, call, freePort } from './testing/traffic';

const GROUP = 'mesh/m/virtualNode/n';

/** Envoy accepts the bytes, and refuses the meaning: an address that is no IP address. */
const badInMeaning = (name: string) => staticCluster(name, 80, { address: 'no-ip-address' });
/** A breach of a field's constraint: at most 100 percent. */
const badField = (name: string) => staticCluster(name, 80, { outlierDetection: { maxEjectionPercent: 101 } });

async function running(protocol: 'delta' | 'sotw') {
  const harness = await Harness.start();
  const ports = { a: await backend('a'), listen: await freePort() };
  const first = {
    cluster: [edsCluster('a')],
    endpoint: [loadAssignment('a', [ports.a])],
    listener: [httpListener('l', ports.listen, 'r')],
    route: [weightedRoutes('r', { a: 1 })],
  };
  harness.server.publish(GROUP, config(first), 1);
  const envoy = await RealEnvoy.start({ xdsPort: harness.port, protocol });
  await withoutTimeout(harness.until(() => lastRevision(harness, 'route') === 1));
  await eventually(async () => (await call(ports.listen)).body === 'a');
  return { harness, envoy, ports, first };
}

describe.each(['delta', 'sotw'] as const)('Envoy by %s refuses', (protocol) => {
  it.each([
    ['a meaning', badInMeaning],
    ['a field', badField],
  ])('one cluster for %s: its neighbours are live, its name is known, the mended one is taken', async (_what, bad) => {
    const { harness, envoy, first } = await running(protocol);
    const good = [staticCluster('good-1', 81), staticCluster('good-2', 82)];
    const withBad = [...first.cluster, ...good.slice(0, 1), bad('bad'), ...good.slice(1)];
    harness.server.publish(GROUP, config({ ...first, cluster: withBad }), 2);
    await withoutTimeout(harness.until(() => harness.of('heldBack').some((event) => event.revision === 2)));
    expect(harness.of('refused').flatMap((event) => event.resources)).toEqual(['bad']);
    expect(harness.of('refused')[0]?.message).toContain('bad');
    expect(await envoy.clusters()).toEqual(['a', 'good-1', 'good-2']);
    const mended = [...first.cluster, ...good, staticCluster('bad', 83)];
    harness.server.publish(GROUP, config({ ...first, cluster: mended }), 3);
    await withoutTimeout(harness.until(() => lastRevision(harness, 'cluster') === 3));
    expect(await envoy.clusters()).toEqual(['a', 'bad', 'good-1', 'good-2']);
  });

  it('a changed cluster: the one that it had goes on serving', async () => {
    const { harness, envoy, ports, first } = await running(protocol);
    const next = [{ ...badField('a'), eds: true }, staticCluster('new', 81)];
    harness.server.publish(GROUP, config({ ...first, cluster: next }), 2);
    await withoutTimeout(harness.until(() => harness.of('heldBack').some((event) => event.revision === 2)));
    expect(await envoy.clusters()).toEqual(['a', 'new']);
    expect(await call(ports.listen)).toEqual({ status: 200, body: 'a' });
  });

  it('a route configuration whole: the old one goes on serving', async () => {
    const { harness, envoy, ports, first } = await running(protocol);
    harness.server.publish(GROUP, config({ ...first, route: [weightedRoutes('r', { a: 0 })] }), 2);
    await withoutTimeout(harness.until(() => harness.of('refused').length > 0));
    expect(harness.of('refused')[0]).toMatchObject({
      resourceType: 'route',
      resources: ['r'],
      message: expect.stringContaining('Sum of weights'),
    });
    expect(await call(ports.listen)).toEqual({ status: 200, body: 'a' });
    await eventually(async () => (await envoy.stat('http.l.rds.r.update_rejected')) > 0);
    expect(await envoy.stat('http.l.rds.r.update_rejected')).toBe(1);
  });

  it('one listener: the other is live', async () => {
    const { harness, ports, first } = await running(protocol);
    const second = await freePort();
    const next = [...first.listener, httpListener('good', second, 'r'), httpListener('taken', ports.a, 'r')];
    harness.server.publish(GROUP, config({ ...first, listener: next }), 2);
    await withoutTimeout(
      harness.until(() => harness.of('heldBack').some((event) => event.resourceType === 'listener')),
    );
    expect(harness.of('refused').flatMap((event) => event.resources)).toEqual(['taken']);
    await eventually(async () => (await call(second)).body === 'a');
  });
});
