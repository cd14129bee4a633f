/** Who may connect, and with which gRPC status the others are sent away (envoy-mapping.md 1.1). */
import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness';

const explicit = {
  dataplane: 'explicit',
  address: '127.0.0.1',
  listeners: [],
  egressPort: 15011,
  tcp: [],
};

async function withNode(options: { proxiesPerResource?: number } = {}): Promise<Harness> {
  const harness = await Harness.start(options);
  await harness.create('mesh', 'm', {});
  await harness.create('virtualNode', 'n', {});
  return harness;
}

async function ending(harness: Harness, node: string | { id: string; metadata?: Record<string, unknown> }) {
  const proxy = harness.proxy(node);
  await harness.until(() => proxy.ended !== undefined);
  return proxy.ended;
}

describe('admission', () => {
  it.each([
    ['mesh/x/virtualNode/n', 'mesh "x" does not exist here'],
    ['mesh/m/virtualNode/x', 'mesh "m" has no virtual node "x"'],
    ['mesh/m/virtualGateway/g', 'mesh "m" has no virtual gateway "g"'],
    ['n', 'names no App Mesh resource'],
  ])('sends %s away with 3 and a text', async (id, text) => {
    const harness = await withNode();
    expect(await ending(harness, { id })).toMatchObject({ code: 3, details: expect.stringContaining(text) });
    expect(harness.log.join('\n')).toContain(JSON.stringify(id).slice(1, -1));
  });

  it('names the key that explicit mode lacks', async () => {
    const harness = await withNode();
    const { egressPort: _, ...rest } = explicit;
    const ended = await ending(harness, { id: 'mesh/m/virtualNode/n', metadata: { meshkeep: rest } });
    expect(ended).toEqual({ code: 3, details: 'node.metadata.meshkeep.egressPort is missing' });
  });

  it('lets short ids, ARNs and both data planes in', async () => {
    const harness = await withNode();
    await harness.loaded('n');
    harness.proxy({ id: 'arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualNode/n' });
    harness.proxy({ id: 'mesh/m/virtualNode/n', metadata: { meshkeep: explicit } });
    await harness.until(() => harness.proxies().filter(({ state }) => state === 'current').length === 3);
    expect(
      harness
        .proxies()
        .map(({ dataplane }) => dataplane)
        .sort(),
    ).toEqual(['explicit', 'intercept', 'intercept']);
  });

  it('sends proxies above the quota away with 8, and lets one in when another leaves', async () => {
    const harness = await withNode({ proxiesPerResource: 2 });
    const first = await harness.loaded('n');
    await harness.loaded('n');
    const ended = await ending(harness, 'n');
    expect(ended).toMatchObject({ code: 8, details: expect.stringContaining('proxiesPerResource is 2') });
    first.close();
    await harness.until(() => harness.proxies().some(({ state }) => state === 'disconnected'));
    await harness.loaded('n');
  });

  it('ends the streams of a deleted node with 3, and keeps nobody as last seen for it', async () => {
    const harness = await withNode();
    const proxy = await harness.loaded('n');
    await harness.remove('virtualNode', 'n');
    await harness.until(() => proxy.ended !== undefined);
    expect(proxy.ended).toEqual({ code: 3, details: 'virtual node "n" of mesh "m" was deleted' });
    expect(harness.proxies()).toEqual([]);
  });

  it('serves a node that is made after its proxy asked first', async () => {
    const harness = await withNode();
    expect(await ending(harness, 'late')).toMatchObject({ code: 3 });
    await harness.create('virtualNode', 'late', {});
    await harness.loaded('late');
  });
});
