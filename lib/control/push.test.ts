/** Step by step: change the mesh through the use cases, and watch what proxies get and what their receipts say. */
import { describe, expect, it } from 'vitest';
import type { VirtualNodeSpec } from '@/lib/model';
import { MESH } from './testing/harness';
import { startSplitMesh as mesh, split, target } from './testing/split-mesh';

describe('a change', () => {
  it('goes to the proxies that it concerns, and to no others', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    const other = await harness.loaded('other');
    const revision = await harness.update('route', 'to-both', split(50, 50), 'r');
    expect(await harness.receipt(revision)).toMatchObject({ total: 1, done: 1, proxies: [{ state: 'done' }] });
    expect(front.pushes.map(({ type }) => type)).toEqual(['route']);
    expect(other.pushes).toEqual([]);
    expect(harness.proxies().map((p) => [p.resource.name, p.state, p.revision])).toEqual([
      ['front', 'current', revision],
      ['other', 'current', revision],
    ]);
  });

  it('that no proxy uses has a receipt that says so', async () => {
    const harness = await mesh();
    await harness.loaded('other');
    const revision = await harness.update('route', 'to-both', split(50, 50), 'r');
    const receipt = await harness.receipt(revision);
    expect(receipt).toMatchObject({ total: 0, waiting: 0, proxies: [] });
    expect(receipt?.ms).toBeUndefined();
  });

  it('that alters no byte concerns nobody', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    const revision = await harness.update('virtualNode', 'v1', {
      ...target('v1'),
      logging: { accessLog: { file: { path: '/dev/stdout' } } },
    });
    expect(await harness.receipt(revision)).toMatchObject({ total: 0 });
    expect(front.pushes).toEqual([]);
  });

  it('reaches every replica, and the receipt counts each', async () => {
    const harness = await mesh();
    const replicas = [await harness.loaded('front'), await harness.loaded('front'), await harness.loaded('front')];
    const revision = await harness.update('route', 'to-both', split(1, 1), 'r');
    expect(await harness.receipt(revision)).toMatchObject({ total: 3, done: 3 });
    for (const replica of replicas) expect(replica.pushes.map(({ type }) => type)).toEqual(['route']);
  });

  it('is not counted for a proxy that connects afterwards', async () => {
    const harness = await mesh();
    const revision = await harness.update('route', 'to-both', split(1, 1), 'r');
    await harness.loaded('front');
    expect(await harness.receipt(revision)).toMatchObject({ total: 0 });
  });

  it('is acknowledged by a later push too', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    front.fallSilent();
    const revisions: number[] = [];
    for (const weight of [10, 20, 30]) {
      revisions.push(await harness.update('route', 'to-both', split(100 - weight, weight), 'r'));
    }
    await harness.until(() => front.pushes.length > 0 && harness.proxies()[0]?.behind === 3);
    const [behind] = harness.proxies();
    expect(behind).toMatchObject({ state: 'behind', revision: (revisions[0] ?? 0) - 1 });
    expect(behind?.waitingSince).toBe(harness.control.observed.receipt(MESH, revisions[0] ?? 0)?.committedAt);
    front.speak();
    for (const revision of revisions) expect(await harness.receipt(revision)).toMatchObject({ total: 1, done: 1 });
    expect(front.pushes.length).toBeLessThanOrEqual(3);
    await harness.until(() => harness.proxies()[0]?.state === 'current');
  });

  it('that comes in a storm reaches everybody at last, and every receipt closes', async () => {
    const harness = await mesh();
    const replicas = [await harness.loaded('front'), await harness.loaded('front')];
    const writes = Array.from({ length: 60 }, (_, i) => harness.update('route', 'to-both', split(100, i + 1), 'r'));
    const revisions = await Promise.all(writes);
    for (const revision of revisions) expect(await harness.receipt(revision)).toMatchObject({ total: 2, done: 2 });
    const versions = replicas.map((replica) => replica.accepted.route.get('rds_egress_http_8080'));
    const wanted = harness.control.observed
      .proxyConfig(MESH, harness.proxies()[0]?.id ?? '')
      ?.resources.find(({ name }) => name === 'rds_egress_http_8080');
    expect(versions).toEqual([wanted?.version, wanted?.version]);
    expect(JSON.stringify(wanted?.json)).toContain('"weight":60');
    expect(wanted?.acknowledgedVersion).toBe(wanted?.version);
    for (const replica of replicas) expect(replica.pushes.length).toBeLessThanOrEqual(60);
  });

  it('is gone for a proxy that leaves before it answered', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    front.fallSilent();
    const revision = await harness.update('route', 'to-both', split(1, 1), 'r');
    await harness.until(() => front.pushes.length > 0);
    front.close();
    const receipt = await harness.receipt(revision);
    expect(receipt).toMatchObject({ total: 1, gone: 1, done: 0 });
    expect(receipt?.ms).toBeUndefined();
    expect(harness.proxies()).toMatchObject([{ state: 'disconnected', behind: 0 }]);
  });
});

describe('a refusal', () => {
  it('is kept with Envoy’s words until the bytes change', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    front.refuseNext('route', 'rds_egress_http_8080: no such thing');
    const bad = await harness.update('route', 'to-both', split(1, 1), 'r');
    const refused = await harness.receipt(bad);
    expect(refused).toMatchObject({ total: 1, refused: 1 });
    expect(refused?.proxies).toMatchObject([{ state: 'refused', message: 'rds_egress_http_8080: no such thing' }]);
    expect(harness.proxies()).toMatchObject([
      {
        state: 'refused',
        revision: bad - 1,
        refusals: [
          { resourceType: 'route', revision: bad, message: 'rds_egress_http_8080: no such thing', current: true },
        ],
      },
    ]);
    const shown = () => harness.control.observed.proxyConfig(MESH, harness.proxies()[0]?.id ?? '');
    const route = shown()?.resources.find(({ name }) => name === 'rds_egress_http_8080');
    expect([JSON.stringify(route?.json), JSON.stringify(route?.acknowledgedJson)]).toEqual([
      expect.stringMatching(/"weight":1\b.*"weight":1\b/),
      expect.stringContaining('"weight":100'),
    ]);

    const mended = await harness.update('route', 'to-both', split(2, 1), 'r');
    expect(await harness.receipt(mended)).toMatchObject({ total: 1, done: 1 });
    expect(await harness.receipt(bad)).toMatchObject({ refused: 0, done: 1 });
    expect(harness.proxies()).toMatchObject([{ state: 'current', revision: mended, refusals: [{ current: false }] }]);
  });

  it('of one resource holds nothing else up: other changes of its type are done', async () => {
    const harness = await mesh();
    const front = await harness.loaded('front');
    const checked = (version: string, path: string): VirtualNodeSpec => {
      const [listener] = target(version).listeners ?? [];
      const healthCheck = {
        protocol: 'http' as const,
        path,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
        intervalMillis: 5000,
        timeoutMillis: 2000,
      };
      return { ...target(version), listeners: listener ? [{ ...listener, healthCheck }] : [] };
    };
    front.refuseNext('cluster', 'cds_egress_m_v1_http_8080: bad health check');
    const bad = await harness.update('virtualNode', 'v1', checked('v1', '/a'));
    expect(await harness.receipt(bad)).toMatchObject({ total: 1, refused: 1 });
    const good = await harness.update('virtualNode', 'v2', checked('v2', '/b'));
    expect(await harness.receipt(good)).toMatchObject({ total: 1, done: 1 });
    expect(await harness.receipt(bad)).toMatchObject({ refused: 1, done: 0 });
    expect(harness.proxies()).toMatchObject([{ state: 'refused', behind: 1, revision: bad - 1 }]);
    const mended = await harness.update('virtualNode', 'v1', checked('v1', '/c'));
    expect(await harness.receipt(mended)).toMatchObject({ done: 1 });
    expect(await harness.receipt(bad)).toMatchObject({ refused: 0, done: 1 });
  });
});
