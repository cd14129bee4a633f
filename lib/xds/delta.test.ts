import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness';
import type { TestProxy } from './testing/proxy';
import { assignment, cluster, config, listener, route } from './testing/resources';

const ID = 'mesh/m/virtualNode/n';

const FIRST = {
  cluster: [cluster('c1', '1', { eds: true }), cluster('c2', '1')],
  endpoint: [assignment('c1', '1')],
  listener: [listener('l1', '1')],
  route: [route('r1', '1', ['c1', 'c2'])],
};

/** Loads everything as Envoy does, and leaves nothing unacknowledged. */
async function load(proxy: TestProxy): Promise<void> {
  proxy.delta('cluster');
  const clusters = await proxy.expect('cluster');
  const endpoints = await proxy.expect('endpoint');
  proxy.delta('endpoint', { subscribe: endpoints.names });
  proxy.ack(endpoints);
  proxy.ack(clusters);
  proxy.delta('listener');
  proxy.ack(await proxy.expect('listener'));
  proxy.delta('route', { subscribe: ['r1'] });
  proxy.ack(await proxy.expect('route'));
}

async function loaded() {
  const harness = await Harness.start();
  harness.server.publish(ID, config(FIRST), 1);
  const proxy = harness.proxy('delta');
  await load(proxy);
  await harness.until(() => harness.of('acknowledged').length === 5);
  return { harness, proxy };
}

describe('delta: first load', () => {
  it('sends clusters, their endpoints unasked right after, then what is asked for', async () => {
    const harness = await Harness.start();
    harness.server.publish(ID, config(FIRST), 7);
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
    await harness.until(() => harness.of('acknowledged').length === 5);
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
    expect((await proxy.expect('route')).removed).toEqual(['r9']);
  });

  it('waits for the configuration when the proxy is faster', async () => {
    const harness = await Harness.start();
    const proxy = harness.proxy('delta');
    proxy.delta('cluster', { subscribe: ['*'] });
    await harness.until(() => harness.of('connected').length === 1);
    harness.server.publish(ID, config(FIRST), 1);
    expect((await proxy.expect('cluster')).names).toEqual(['c1', 'c2']);
  });
});

describe('delta: changes', () => {
  it('sends a changed route alone, and tells every type at the new revision', async () => {
    const { harness, proxy } = await loaded();
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2', ['c2'])] }), 2);
    const routes = await proxy.expect('route');
    expect(routes.versions).toEqual(new Map([['r1', '2']]));
    expect(harness.of('acknowledged').filter((event) => event.revision === 2)).toHaveLength(4);
    proxy.ack(routes);
    await harness.until(() => harness.of('acknowledged').at(-1)?.resourceType === 'route');
    expect(harness.of('acknowledged').at(-1)).toMatchObject({ revision: 2, group: ID });
    expect(await proxy.drained()).toEqual([]);
  });

  it('pushes nothing when the same content is published again', async () => {
    const { harness, proxy } = await loaded();
    harness.server.publish(ID, config(structuredClone(FIRST)), 2);
    await harness.until(() => harness.of('acknowledged').length === 10);
    expect(await proxy.drained()).toEqual([]);
  });

  it('merges what comes while a response is unacknowledged, and sends the newest state next', async () => {
    const { harness, proxy } = await loaded();
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

  it('goes back to the old state when that is the newest', async () => {
    const { harness, proxy } = await loaded();
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    const second = await proxy.expect('route');
    harness.server.publish(ID, config(FIRST), 3);
    proxy.ack(second);
    const third = await proxy.expect('route');
    expect(third.versions).toEqual(new Map([['r1', '1']]));
    expect(third.nonce).not.toBe(second.nonce);
  });
});
