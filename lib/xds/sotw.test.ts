import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness';
import { FIRST, ID, lastRevision, loaded } from './testing/loaded';
import { assignment, cluster, config, listener, route } from './testing/resources';

describe('state of the world: first load', () => {
  it('answers each type when it is asked for, and nothing unasked', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 7);
    const proxy = harness.proxy('sotw');
    proxy.sotw('cluster');
    const clusters = await proxy.expect('cluster');
    expect(clusters.names).toEqual(['c1', 'c2']);
    expect(await proxy.drained()).toEqual([]);
    proxy.sotw('endpoint', { names: ['c1'] });
    const endpoints = await proxy.expect('endpoint');
    expect(endpoints.names).toEqual(['c1']);
    proxy.ack(endpoints, ['c1']);
    proxy.ack(clusters);
    proxy.sotw('listener');
    proxy.ack(await proxy.expect('listener'));
    proxy.sotw('route', { names: ['r1'] });
    proxy.ack(await proxy.expect('route'), ['r1']);
    expect(await proxy.drained()).toEqual([]);
    await harness.until(() => lastRevision(harness, 'route') === 7);
  });

  it('answers a wildcard even when there is nothing', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config({}), 1);
    const proxy = harness.proxy('sotw');
    proxy.sotw('cluster');
    expect((await proxy.expect('cluster')).names).toEqual([]);
  });
});

describe('state of the world: changes', () => {
  it('sends a changed route alone', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    const routes = await proxy.expect('route');
    expect(routes.names).toEqual(['r1']);
    proxy.ack(routes, ['r1']);
    await harness.until(() => lastRevision(harness, 'route') === 2);
    expect(await proxy.drained()).toEqual([]);
  });

  it('sends listeners and clusters as full sets, a missing entry being a deletion', async () => {
    const { harness, proxy } = await loaded('sotw');
    const listeners = [...FIRST.listener, listener('l2', '1')];
    harness.server.publish(ID, config({ ...FIRST, listener: listeners }), 2);
    const two = await proxy.expect('listener');
    expect(two.names).toEqual(['l1', 'l2']);
    proxy.ack(two);
    harness.server.publish(ID, config({ ...FIRST, listener: listeners.slice(1) }), 3);
    expect((await proxy.expect('listener')).names).toEqual(['l2']);
  });

  it('answers a second request for an acknowledged nonce with the endpoints of changed clusters', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, endpoint: [assignment('c1', '2')] }), 2);
    const endpoints = await proxy.expect('endpoint');
    proxy.ack(endpoints, ['c1']);
    const clusters = [cluster('c1', '2', { eds: true }), cluster('c2', '1')];
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters, endpoint: [assignment('c1', '2')] }), 3);
    expect((await proxy.expect('cluster')).names).toEqual(['c1', 'c2']);
    expect(await proxy.drained()).toEqual([]);
    proxy.sotw('endpoint', { names: ['c1'], nonce: endpoints.nonce, version: endpoints.version });
    const again = await proxy.expect('endpoint');
    expect(again.names).toEqual(['c1']);
    expect(again.nonce).not.toBe(endpoints.nonce);
    proxy.ack(again, ['c1']);
    expect(await proxy.drained()).toEqual([]);
  });

  it('answers it with the new cluster and the changed one, and not with the others', async () => {
    const names = ['c1', 'c3', 'c4'];
    const { harness, proxy } = await loaded('sotw');
    const eds = (name: string, version: string) => cluster(name, version, { eds: true });
    const endpoint = names.map((name) => assignment(name, '1'));
    harness.server.publish(ID, config({ ...FIRST, cluster: [eds('c1', '1'), eds('c3', '1')], endpoint }), 2);
    proxy.ack(await proxy.expect('cluster'));
    proxy.sotw('endpoint', { names: ['c1', 'c3'], nonce: '' });
    const three = await proxy.expect('endpoint');
    proxy.ack(three, ['c1', 'c3']);
    await proxy.drained();
    const clusters = [eds('c1', '1'), eds('c3', '2'), eds('c4', '1')];
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters, endpoint }), 3);
    proxy.ack(await proxy.expect('cluster'));
    proxy.sotw('endpoint', { names, nonce: three.nonce, version: three.version });
    expect((await proxy.expect('endpoint')).names).toEqual(['c3', 'c4']);
  });

  it('answers a repeated request for listeners with all of them', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, listener: [listener('l1', '2')] }), 2);
    const second = await proxy.expect('listener');
    proxy.ack(second);
    proxy.sotw('listener', { nonce: second.nonce, version: second.version });
    expect((await proxy.expect('listener')).names).toEqual(['l1']);
  });

  it('merges what comes while a response is unacknowledged', async () => {
    const { harness, proxy } = await loaded('sotw');
    for (const version of ['2', '3', '4']) {
      harness.server.publish(ID, config({ ...FIRST, listener: [listener('l1', version)] }), Number(version));
      await harness.until(() => lastRevision(harness, 'route') === Number(version));
    }
    const second = await proxy.expect('listener');
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(second);
    const newest = await proxy.expect('listener');
    expect(Buffer.from(newest.resources.get('l1') ?? [])).toEqual(Buffer.from(listener('l1', '4').bytes));
    proxy.ack(newest);
    expect(await proxy.drained()).toEqual([]);
  });

  it('serves one name more on demand, and nothing when a name is dropped', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '1', ['c1', 'c2']), route('r2', '1')] }), 2);
    await harness.until(() => lastRevision(harness, 'listener') === 2);
    proxy.sotw('route', { names: ['r1', 'r2'], nonce: '' });
    const routes = await proxy.expect('route');
    expect(routes.names).toEqual(['r2']);
    proxy.ack(routes, ['r1', 'r2']);
    proxy.sotw('route', { names: ['r1'], nonce: routes.nonce, version: routes.version });
    expect(await proxy.drained()).toEqual([]);
  });
});
