import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness';
import { FIRST, ID, lastRevision, load, loaded } from './testing/loaded';
import { assignment, cluster, config, listener, route } from './testing/resources';

/** What a proxy that has FIRST brings to its next stream. */
const INITIAL = { cluster: { c1: '1', c2: '1' }, endpoint: { c1: '1' }, listener: { l1: '1' }, route: { r1: '1' } };

describe('a proxy that comes back', () => {
  it('delta: gets nothing when its versions are the wanted ones, also from a restarted server', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 9);
    const proxy = harness.proxy('delta');
    proxy.delta('cluster', { initial: INITIAL.cluster });
    proxy.delta('endpoint', { subscribe: ['c1'], initial: INITIAL.endpoint });
    proxy.delta('listener', { initial: INITIAL.listener });
    proxy.delta('route', { subscribe: ['r1'], initial: INITIAL.route });
    expect(await proxy.drained()).toEqual([]);
    expect(harness.of('connected').map(({ stream }) => stream.resumed)).toEqual([true]);
    await harness.until(() => lastRevision(harness, 'route') === 9);
    expect(lastRevision(harness, 'cluster')).toBe(9);
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 10);
    expect((await proxy.expect('route')).names).toEqual(['r1']);
  });

  it('delta: gets what changed meanwhile, make before break', async () => {
    const harness = await Harness.start();
    const next = { ...FIRST, cluster: [cluster('c3', '1')], endpoint: [], route: [route('r1', '2', ['c3'])] };
    harness.server.publish(ID, config(next), 9);
    const proxy = harness.proxy('delta');
    proxy.delta('cluster', { initial: INITIAL.cluster });
    const added = await proxy.expect('cluster');
    expect([added.names, added.removed]).toEqual([['c3'], []]);
    proxy.delta('endpoint', { subscribe: ['c1'], initial: INITIAL.endpoint });
    expect((await proxy.expect('endpoint')).removed).toEqual(['c1']);
    proxy.delta('listener', { initial: INITIAL.listener });
    proxy.delta('route', { subscribe: ['r1'], initial: INITIAL.route });
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(added);
    const routes = await proxy.expect('route');
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(routes);
    expect((await proxy.expect('cluster')).removed.sort()).toEqual(['c1', 'c2']);
  });

  it('delta: streams with equal history get the same bytes', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config({ ...FIRST, listener: [listener('l1', '2')] }), 9);
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const proxy = harness.proxy('delta');
      proxy.delta('listener', { initial: INITIAL.listener });
      nonces.add((await proxy.expect('listener')).nonce);
    }
    expect(nonces.size).toBe(1);
  });

  it('state of the world: gets nothing when its versions are the wanted ones, also from a restarted server', async () => {
    const versions = new Map<string, string>();
    const first = await Harness.start();
    first.server.publish(ID, config(FIRST), 1);
    const before = first.proxy('sotw');
    before.sotw('cluster');
    versions.set('cluster', (await before.expect('cluster')).version);
    before.sotw('endpoint', { names: ['c1'] });
    versions.set('endpoint', (await before.expect('endpoint')).version);
    const second = await Harness.start();
    second.server.publish(ID, config(FIRST), 1);
    const after = second.proxy('sotw');
    after.sotw('cluster', { version: versions.get('cluster') ?? '' });
    after.sotw('endpoint', { names: ['c1'], version: versions.get('endpoint') ?? '' });
    expect(await after.drained()).toEqual([]);
    await second.until(() => lastRevision(second, 'endpoint') === 1);
    second.server.publish(ID, config({ ...FIRST, endpoint: [assignment('c1', '2')] }), 2);
    expect((await after.expect('endpoint')).names).toEqual(['c1']);
  });

  it('state of the world: gets everything when its version is another', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 1);
    const proxy = harness.proxy('sotw');
    proxy.sotw('cluster', { version: '23' });
    expect((await proxy.expect('cluster')).names).toEqual(['c1', 'c2']);
  });

  it('a name that it asked for in vain before is no part of its version', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 1);
    const proxy = harness.proxy('sotw');
    proxy.sotw('route', { names: ['r1'] });
    const { version } = await proxy.expect('route');
    proxy.close();
    harness.server.publish(ID, config({ ...FIRST, route: [...FIRST.route, route('r2', '1')] }), 2);
    const again = harness.proxy('sotw');
    again.sotw('route', { names: ['r1', 'r2'], version });
    expect((await again.expect('route')).names).toEqual(['r1', 'r2']);
  });

  it('a whole load after a load on another stream changes nothing for the first', async () => {
    const { harness, proxy } = await loaded('delta');
    await load(harness.proxy('delta'));
    expect(await proxy.drained()).toEqual([]);
    expect(harness.server.streams(ID)).toHaveLength(2);
  });
});
