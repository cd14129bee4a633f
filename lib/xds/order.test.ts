import { describe, expect, it } from 'vitest';
import { mentionsAny } from './order';
import { FIRST, ID, lastRevision, loaded } from './testing/loaded';
import { assignment, cluster, config, listener, route } from './testing/resources';

/** A route moves from c1 and c2 to the new cluster c3. */
const MOVED = {
  ...FIRST,
  cluster: [cluster('c3', '1', { eds: true })],
  endpoint: [assignment('c3', '1')],
  listener: [listener('l1', '2')],
  route: [route('r1', '2', ['c3'])],
};

describe('make before break', () => {
  it('delta: adds clusters and endpoints, then listeners, then routes, then removes', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config(MOVED), 2);
    const added = await proxy.expect('cluster');
    expect([added.names, added.removed]).toEqual([['c3'], []]);
    const endpoints = await proxy.expect('endpoint');
    expect(endpoints.names).toEqual(['c3']);
    const listeners = await proxy.expect('listener');
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(listeners);
    proxy.ack(endpoints);
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(added);
    const routes = await proxy.expect('route');
    expect(await proxy.drained()).toEqual([]);
    await harness.until(() => lastRevision(harness, 'cluster') === 2);
    proxy.ack(routes);
    const removed = await proxy.expect('cluster');
    expect([removed.names, removed.removed]).toEqual([[], ['c1', 'c2']]);
    proxy.delta('endpoint', { subscribe: ['c3'], unsubscribe: ['c1'] });
    proxy.ack(removed);
    expect(await proxy.drained()).toEqual([]);
    const [stream] = harness.server.streams(ID);
    const has = harness.server.acknowledged(stream?.streamId ?? '');
    expect([[...(has?.cluster.keys() ?? [])], [...(has?.endpoint.keys() ?? [])]]).toEqual([['c3'], ['c3']]);
  });

  it('state of the world: the same, with full sets', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config(MOVED), 2);
    const added = await proxy.expect('cluster');
    expect(added.names.sort()).toEqual(['c1', 'c2', 'c3']);
    const listeners = await proxy.expect('listener');
    proxy.ack(listeners);
    proxy.sotw('endpoint', { names: ['c1', 'c3'], nonce: '' });
    const endpoints = await proxy.expect('endpoint');
    expect(endpoints.names).toEqual(['c3']);
    proxy.ack(endpoints, ['c1', 'c3']);
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(added);
    const routes = await proxy.expect('route');
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(routes, ['r1']);
    const removed = await proxy.expect('cluster');
    expect(removed.names).toEqual(['c3']);
    proxy.sotw('endpoint', { names: ['c3'], nonce: endpoints.nonce, version: endpoints.version });
    proxy.ack(removed);
    await harness.until(() => lastRevision(harness, 'cluster') === 2);
    expect(await proxy.drained()).toEqual([]);
  });

  it('a change of routes does not wait for clusters that they do not name', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, cluster('c9', '1')] }), 2);
    await proxy.expect('cluster');
    const route2 = [route('r1', '2', ['c2'])];
    harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, cluster('c9', '1')], route: route2 }), 3);
    expect((await proxy.expect('route')).names).toEqual(['r1']);
  });

  it('a changed cluster keeps serving: routes do not wait for it', async () => {
    const { harness, proxy } = await loaded('delta');
    const clusters = [cluster('c1', '1', { eds: true }), cluster('c2', '2')];
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters, route: [route('r1', '2', ['c2'])] }), 2);
    expect((await proxy.expect('cluster')).names).toEqual(['c2']);
    expect((await proxy.expect('route')).names).toEqual(['r1']);
  });

  it('keeps removed clusters while a listener or route that may name them is refused', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, cluster: FIRST.cluster.slice(0, 1), route: [route('r1', '2')] }), 2);
    proxy.nack(await proxy.expect('route'), 'r1: no such thing');
    expect(await proxy.drained()).toEqual([]);
    harness.server.publish(ID, config({ ...FIRST, cluster: FIRST.cluster.slice(0, 1), route: [route('r1', '3')] }), 3);
    proxy.ack(await proxy.expect('route'));
    expect((await proxy.expect('cluster')).removed).toEqual(['c2']);
  });

  it('waits for the routes of a new listener, and until nobody uses the old ones, before it removes clusters', async () => {
    const { harness, proxy } = await loaded('delta');
    const next = {
      ...FIRST,
      cluster: FIRST.cluster.slice(0, 1),
      listener: [listener('l1', '2')],
      route: [route('r2', '1')],
    };
    harness.server.publish(ID, config(next), 2);
    proxy.ack(await proxy.expect('listener'));
    expect(await proxy.drained()).toEqual([]);
    proxy.delta('route', { subscribe: ['r2'] });
    const routes = await proxy.expect('route');
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(routes);
    expect(await proxy.drained()).toEqual([]);
    proxy.delta('route', { unsubscribe: ['r1'] });
    expect((await proxy.expect('cluster')).removed).toEqual(['c2']);
  });

  it('holds back a route that names a refused new cluster, and nothing else', async () => {
    const two = { ...FIRST, route: [route('r1', '1', ['c1', 'c2'])] };
    const { harness, proxy } = await loaded('delta', two);
    const clusters = [...FIRST.cluster, cluster('bad', '1')];
    harness.server.publish(ID, config({ ...two, cluster: clusters, route: [route('r1', '2', ['bad'])] }), 2);
    proxy.nack(await proxy.expect('cluster'), 'Error adding/updating cluster(s) bad: no');
    expect(await proxy.drained()).toEqual([]);
    harness.server.publish(ID, config({ ...two, cluster: clusters, route: [route('r1', '3', ['c2'])] }), 3);
    expect((await proxy.expect('route')).versions).toEqual(new Map([['r1', '3']]));
  });
});

describe('mentionsAny', () => {
  it('finds a name as a field of its own, not inside a longer one', () => {
    const resource = route('r', '1', ['cds_egress_m_n_http_8080', `long-${'x'.repeat(200)}`]);
    expect(mentionsAny(resource, ['cds_egress_m_n_http_8080'])).toBe(true);
    expect(mentionsAny(resource, ['cds_egress_m_n_http_80'])).toBe(false);
    expect(mentionsAny(resource, [`long-${'x'.repeat(200)}`])).toBe(true);
    expect(mentionsAny(resource, [])).toBe(false);
  });

  it('finds it in each piece of a resource that is put together', () => {
    const piece = (name: string) => route('r', '1', [name]).bytes;
    const parts = [piece('cds_egress_m_a_http_80'), piece('cds_egress_m_b_http_80')];
    const resource = { parts, bytes: Buffer.concat(parts) };
    expect(mentionsAny(resource, ['cds_egress_m_b_http_80'])).toBe(true);
    expect(mentionsAny(resource, ['cds_egress_m_c_http_80'])).toBe(false);
  });
});
