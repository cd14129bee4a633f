/** Instances come and go in the registry: only callers hear of it, by EDS alone. */
import { describe, expect, it } from 'vitest';
import { MESH } from './testing/harness';
import { startSplitMesh } from './testing/split-mesh';

describe('instances', () => {
  it('reach the callers by EDS alone, raise no revision, and are told as news', async () => {
    const harness = await startSplitMesh();
    const front = await harness.loaded('front');
    const other = await harness.loaded('other');
    const revision = harness.control.observed.snapshot(MESH)?.revision;
    await harness.register('one', { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' });
    await harness.until(() => front.pushes.length > 0);
    await harness.until(() => harness.proxies().every(({ state }) => state === 'current'));
    expect(front.pushes).toEqual([{ type: 'endpoint', names: ['cds_egress_m_v1_http_8080'], removed: [] }]);
    expect(other.pushes).toEqual([]);
    expect(harness.control.observed.snapshot(MESH)?.revision).toBe(revision);
    expect(harness.events.map(({ type }) => type)).toContain('endpoints');
  });

  it('leave a proxy behind until it has taken them', async () => {
    const harness = await startSplitMesh();
    const front = await harness.loaded('front');
    const revision = harness.control.observed.snapshot(MESH)?.revision;
    front.fallSilent();
    await harness.register('one', { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' });
    await harness.until(() => front.pushes.length > 0);
    expect(harness.proxies()).toMatchObject([{ state: 'behind', behind: 1, revision }]);
    front.speak();
    await harness.until(() => harness.proxies()[0]?.state === 'current');
  });

  it('that no target’s attributes match push nothing', async () => {
    const harness = await startSplitMesh();
    const front = await harness.loaded('front');
    await harness.register('strange', { AWS_INSTANCE_IPV4: '10.0.0.9', version: 'v9' });
    await harness.register('one', { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v2' });
    await harness.until(() => front.pushes.length > 0);
    expect(front.pushes).toEqual([{ type: 'endpoint', names: ['cds_egress_m_v2_http_8080'], removed: [] }]);
  });
});
