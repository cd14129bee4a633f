import { Harness } from './harness';
import type { TestProxy } from './proxy';
import { assignment, cluster, config, listener, route, secret } from './resources';

export const ID = 'mesh/m/virtualNode/n';

/** Two clusters, one of them with endpoints by EDS; a listener, and a route to both. */
export const FIRST = {
  cluster: [cluster('c1', '1', { eds: true }), cluster('c2', '1')],
  endpoint: [assignment('c1', '1')],
  listener: [listener('l1', '1')],
  route: [route('r1', '1', ['c1', 'c2'])],
  secret: [secret('barrier', '1')],
};

/** Loads everything as Envoy does, and leaves nothing unacknowledged. */
export async function load(proxy: TestProxy): Promise<void> {
  const { protocol } = proxy;
  proxy[protocol]('cluster');
  const clusters = await proxy.expect('cluster');
  if (protocol === 'sotw') proxy.sotw('endpoint', { names: ['c1'] });
  const endpoints = await proxy.expect('endpoint');
  if (protocol === 'delta') proxy.delta('endpoint', { subscribe: ['c1'] });
  proxy.ack(endpoints, ['c1']);
  proxy.ack(clusters);
  proxy[protocol]('listener');
  proxy.ack(await proxy.expect('listener'));
  if (protocol === 'delta') proxy.delta('route', { subscribe: ['r1'] });
  else proxy.sotw('route', { names: ['r1'] });
  proxy.ack(await proxy.expect('route'), ['r1']);
  await proxy.drained();
}

/** A server with one group and one proxy that has all of it. */
export async function loaded(protocol: 'delta' | 'sotw', first: Parameters<typeof config>[0] = FIRST) {
  const harness = await Harness.start();
  harness.server.publish(ID, config(first), 1);
  const proxy = harness.proxy(protocol);
  await load(proxy);
  await harness.until(() => TYPES.every((type) => lastRevision(harness, type) === 1 || type === 'secret'));
  return { harness, proxy };
}

const TYPES = ['cluster', 'endpoint', 'listener', 'route', 'secret'] as const;

/** Revision that was told last for a type. */
export function lastRevision(harness: Harness, type: (typeof TYPES)[number]): number | undefined {
  return harness.of('acknowledged').findLast((event) => event.resourceType === type)?.revision;
}
