/** Virtual gateways from the store to their proxies: who hears of a change, and with which receipt. */
import { describe, expect, it } from 'vitest';
import type { Harness } from './testing/harness';
import { split, startSplitMesh } from './testing/split-mesh';

const listeners = [{ portMapping: { port: 8088, protocol: 'http' as const } }];
const toBack = (prefix: string) => ({
  httpRoute: { match: { prefix }, action: { target: { virtualService: { virtualServiceName: 'back.local' } } } },
});

async function startGateway(): Promise<Harness> {
  const harness = await startSplitMesh();
  await harness.create('virtualGateway', 'edge', { listeners });
  await harness.create('gatewayRoute', 'all', toBack('/'), 'edge');
  return harness;
}

const ID = { id: 'mesh/m/virtualGateway/edge' };

async function loadedGateway(harness: Harness) {
  const proxy = harness.proxy(ID);
  await harness.until(() => harness.proxies().some(({ state }) => state === 'current'));
  return proxy;
}

describe("a gateway's proxy", () => {
  it('is admitted and gets its listeners, routes and the clusters that its routes lead to', async () => {
    const harness = await startGateway();
    const proxy = await loadedGateway(harness);
    expect(harness.proxies()[0]).toMatchObject({ resource: { kind: 'virtualGateway', name: 'edge' } });
    expect([...proxy.accepted.listener.keys()].sort()).toEqual([
      'lds_egress_0.0.0.0_15001',
      'lds_ingress_0.0.0.0_8088',
    ]);
    expect([...proxy.accepted.cluster.keys()]).toContain('cds_egress_m_v1_http_8080');
  });

  it('counts in the receipts of what concerns it, and of nothing else', async () => {
    const harness = await startGateway();
    await loadedGateway(harness);
    const weights = await harness.update('route', 'to-both', split(50, 50), 'r');
    expect(await harness.receipt(weights)).toMatchObject({ total: 1, done: 1 });
    const own = await harness.update('gatewayRoute', 'all', toBack('/api'), 'edge');
    expect(await harness.receipt(own)).toMatchObject({ total: 1, done: 1 });
    const other = await harness.update('virtualNode', 'other', { logging: {} });
    expect(await harness.receipt(other)).toMatchObject({ total: 0 });
  });

  it('hears of instances of its targets', async () => {
    const harness = await startGateway();
    const proxy = await loadedGateway(harness);
    const before = proxy.accepted.endpoint.get('cds_egress_m_v1_http_8080');
    await harness.register('i-1', { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' });
    await harness.until(() => proxy.accepted.endpoint.get('cds_egress_m_v1_http_8080') !== before);
  });

  it('is sent away with 3 when its gateway is deleted', async () => {
    const harness = await startGateway();
    const proxy = await loadedGateway(harness);
    await harness.remove('gatewayRoute', 'all', 'edge');
    await harness.remove('virtualGateway', 'edge');
    await harness.until(() => proxy.ended !== undefined);
    expect(proxy.ended).toEqual({ code: 3, details: 'virtual gateway "edge" of mesh "m" was deleted' });
    expect(harness.proxies()).toEqual([]);
  });

  it('needs no application and no TCP backends in explicit mode, but its ports', async () => {
    const harness = await startGateway();
    const meshkeep = { dataplane: 'explicit', address: '127.0.0.1', listeners: [{ port: 8088, ingressPort: 20001 }] };
    const short = harness.proxy({ ...ID, metadata: { meshkeep } });
    await harness.until(() => short.ended !== undefined);
    expect(short.ended).toEqual({ code: 3, details: 'node.metadata.meshkeep.egressPort is missing' });
    const proxy = harness.proxy({ ...ID, metadata: { meshkeep: { ...meshkeep, egressPort: 20002 } } });
    await harness.until(() => harness.proxies().some(({ state }) => state === 'current'));
    expect([...proxy.accepted.listener.keys()].sort()).toEqual([
      'lds_egress_127.0.0.1_20002',
      'lds_ingress_127.0.0.1_20001',
    ]);
  });
});
