import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness';
import { FIRST, ID, lastRevision, loaded } from './testing/loaded';
import { assignment, cluster, config, route } from './testing/resources';

describe('delta: first load', () => {
  it('sends clusters, their endpoints unasked right after, then what is asked for', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config({ ...FIRST, secret: [] }), 7);
    const proxy = harness.proxy('delta');
    proxy.delta('cluster');
    const clusters = await proxy.expect('cluster');
    expect(clusters.names).toEqual(['c1', 'c2']);
    expect([...clusters.versions.values()]).toEqual(['1', '1']);
    const endpoints = await proxy.expect('endpoint');
    expect(endpoints.names).toEqual(['c1']);
    proxy.delta('endpoint', { subscribe: ['c1'] });
    proxy.ack(endpoints);
    proxy.ack(clusters);
    proxy.delta('listener');
    const listeners = await proxy.expect('listener');
    expect(Buffer.from(listeners.resources.get('l1') ?? [])).toEqual(Buffer.from(FIRST.listener[0]?.bytes ?? []));
    proxy.ack(listeners);
    proxy.delta('route', { subscribe: ['r1'] });
    proxy.ack(await proxy.expect('route'));
    expect(await proxy.drained()).toEqual([]);
    await harness.until(() => lastRevision(harness, 'route') === 7);
    const told = harness.of('acknowledged').map((event) => `${event.resourceType} ${event.revision}`);
    expect(told.sort()).toEqual(['cluster 7', 'endpoint 7', 'listener 7', 'route 7', 'secret 7']);
  });

  it('answers a wildcard even when there is nothing, and a name that does not exist', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config({}), 1);
    const proxy = harness.proxy('delta');
    proxy.delta('cluster');
    const clusters = await proxy.expect('cluster');
    expect(clusters.names).toEqual([]);
    proxy.ack(clusters);
    proxy.delta('route', { subscribe: ['r9'] });
    const missing = await proxy.expect('route');
    expect(missing.removed).toEqual(['r9']);
    proxy.ack(missing);
    harness.server.publish(ID, config({ route: [route('r9', '1')] }), 2);
    expect((await proxy.expect('route')).names).toEqual(['r9']);
  });

  it('waits for the configuration when the proxy is faster', async () => {
    const harness = await Harness.start();
    const proxy = harness.proxy('delta');
    proxy.delta('cluster', { subscribe: ['*'] });
    await harness.until(() => harness.of('connected').length === 1);
    harness.server.publish(ID, config(FIRST), 1);
    expect((await proxy.expect('cluster')).names).toEqual(['c1', 'c2']);
  });

  it('gives streams of a group the very same bytes', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 1);
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const proxy = harness.proxy('delta');
      proxy.delta('cluster');
      nonces.add((await proxy.expect('cluster')).nonce);
    }
    expect(nonces.size).toBe(1);
  });
});

describe('delta: changes', () => {
  it('sends a changed route alone, and tells every type at the new revision', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2', ['c2'])] }), 2);
    const routes = await proxy.expect('route');
    expect(routes.versions).toEqual(new Map([['r1', '2']]));
    await harness.until(() => lastRevision(harness, 'listener') === 2);
    expect(lastRevision(harness, 'route')).toBe(1);
    proxy.ack(routes);
    await harness.until(() => lastRevision(harness, 'route') === 2);
    expect(await proxy.drained()).toEqual([]);
  });

  it('pushes nothing when the same content is published again, and still tells the revision', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config(structuredClone(FIRST)), 2);
    await harness.until(() => ['cluster', 'route'].every((type) => lastRevision(harness, type as 'route') === 2));
    expect(await proxy.drained()).toEqual([]);
  });

  it('sends new endpoints alone', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, endpoint: [assignment('c1', '2')] }), 2);
    const endpoints = await proxy.expect('endpoint');
    expect(endpoints.versions).toEqual(new Map([['c1', '2']]));
    proxy.ack(endpoints);
    expect(await proxy.drained()).toEqual([]);
    await harness.until(() => lastRevision(harness, 'endpoint') === 2);
  });

  it('tells new endpoints again under the same revision, because their content is another', async () => {
    const { harness, proxy } = await loaded('delta');
    const before = harness.of('acknowledged').length;
    harness.server.publish(ID, config({ ...FIRST, endpoint: [assignment('c1', '2')] }), 1);
    proxy.ack(await proxy.expect('endpoint'));
    await harness.until(() => harness.of('acknowledged').length > before);
    expect(harness.of('acknowledged').at(-1)).toMatchObject({ resourceType: 'endpoint', revision: 1 });
  });

  it('sends endpoints again after their cluster changed, unchanged and unasked, before any acknowledgement', async () => {
    const { harness, proxy } = await loaded('delta');
    const clusters = [cluster('c1', '2', { eds: true }), cluster('c2', '1')];
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters }), 2);
    expect((await proxy.expect('cluster')).names).toEqual(['c1']);
    expect((await proxy.expect('endpoint')).versions).toEqual(new Map([['c1', '1']]));
  });

  it('sends endpoints after their cluster though others are still under way', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, endpoint: [assignment('c1', '2')] }), 2);
    const endpoints = await proxy.expect('endpoint');
    const clusters = [cluster('c1', '2', { eds: true }), cluster('c2', '1')];
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters, endpoint: [assignment('c1', '2')] }), 3);
    expect((await proxy.expect('cluster')).names).toEqual(['c1']);
    proxy.ack(endpoints);
    expect((await proxy.expect('endpoint')).versions).toEqual(new Map([['c1', '2']]));
  });

  it('merges what comes while a response is unacknowledged, and sends the newest state next', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    const second = await proxy.expect('route');
    for (const version of ['3', '4', '5']) {
      harness.server.publish(ID, config({ ...FIRST, route: [route('r1', version)] }), Number(version));
    }
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(second);
    const next = await proxy.expect('route');
    expect(next.versions).toEqual(new Map([['r1', '5']]));
    proxy.ack(next);
    expect(await proxy.drained()).toEqual([]);
    const told = harness.of('acknowledged').filter((event) => event.resourceType === 'route');
    expect(told.map((event) => event.revision)).toEqual([1, 2, 5]);
  });

  it('goes back to the old state when that is the newest, under a new nonce', async () => {
    const { harness, proxy } = await loaded('delta');
    const versions: string[] = [];
    const nonces = new Set<string>();
    for (const version of ['2', '1', '2', '1']) {
      harness.server.publish(ID, config({ ...FIRST, route: [route('r1', version)] }), versions.length + 2);
      const routes = await proxy.expect('route');
      versions.push(routes.versions.get('r1') ?? '');
      nonces.add(routes.nonce);
      proxy.ack(routes);
    }
    expect(versions).toEqual(['2', '1', '2', '1']);
    expect(nonces.size).toBe(4);
  });

  it('takes a late answer to an earlier response for no acknowledgement', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    const second = await proxy.expect('route');
    proxy.ack(second);
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '3')] }), 3);
    const third = await proxy.expect('route');
    proxy.ack(second);
    proxy.nack(second, 'too late to refuse r1');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '4')] }), 4);
    expect(await proxy.drained()).toEqual([]);
    proxy.ack(third);
    expect((await proxy.expect('route')).versions).toEqual(new Map([['r1', '4']]));
    expect(harness.of('refused')).toEqual([]);
  });
});

describe('delta: subscriptions', () => {
  it('sends a name that is asked for again, though nothing changed', async () => {
    const { proxy } = await loaded('delta');
    proxy.delta('route', { subscribe: ['r1'] });
    expect((await proxy.expect('route')).names).toEqual(['r1']);
  });

  it('says nothing more about a name that was dropped', async () => {
    const { harness, proxy } = await loaded('delta');
    proxy.delta('route', { unsubscribe: ['r1'] });
    await proxy.drained();
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    await harness.until(() => lastRevision(harness, 'listener') === 2);
    expect(await proxy.drained()).toEqual([]);
    expect(lastRevision(harness, 'route')).toBe(1);
    proxy.delta('route', { subscribe: ['r1'] });
    expect((await proxy.expect('route')).versions).toEqual(new Map([['r1', '2']]));
  });

  it('serves one name more on demand without repeating the others', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '1'), route('r2', '1')] }), 2);
    proxy.delta('route', { subscribe: ['r2'] });
    expect((await proxy.expect('route')).names).toEqual(['r2']);
  });

  it('ends the wildcard when it is dropped', async () => {
    const { harness, proxy } = await loaded('delta');
    proxy.delta('listener', { unsubscribe: ['*'] });
    await proxy.drained();
    harness.server.publish(ID, config({ ...FIRST, listener: [] }), 2);
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 3);
    expect((await proxy.next()).type).toBe('route');
    expect(await proxy.drained()).toEqual([]);
  });
});
