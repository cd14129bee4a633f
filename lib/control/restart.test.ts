/** A control plane that comes back: the same bytes for the same model, and what was known of proxies. */
import { describe, expect, it } from 'vitest';
import { Harness, MESH } from './testing/harness';
import { split, startSplitMesh } from './testing/split-mesh';

describe('after a restart', () => {
  it('proxies that come back with their versions get nothing, and are current', async () => {
    const before = await startSplitMesh();
    await before.register('one', { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' });
    const front = await before.loaded('front');
    const other = await before.loaded('other');
    expect(front.accepted.route.size).toBeGreaterThan(0);
    await before.stop();

    const after = await Harness.start({ store: before.store });
    const [again, otherAgain] = [after.proxy('front', front.accepted), after.proxy('other', other.accepted)];
    await after.until(() => after.proxies().filter(({ state }) => state === 'current').length === 2);
    expect([...again.pushes, ...otherAgain.pushes].flatMap(({ names, removed }) => [...names, ...removed])).toEqual([]);
    const revision = after.control.observed.snapshot(MESH)?.revision;
    expect(after.proxies().map((proxy) => proxy.revision)).toEqual([revision, revision]);
  });

  it('gives a proxy that missed a change that change alone', async () => {
    const before = await startSplitMesh();
    const front = await before.loaded('front');
    await before.stop();
    await before.update('route', 'to-both', split(1, 1), 'r');
    const after = await Harness.start({ store: before.store });
    const again = after.proxy('front', front.accepted);
    await after.until(() => after.proxies()[0]?.state === 'current');
    expect(again.pushes.filter(({ names }) => names.length > 0)).toEqual([
      { type: 'route', names: ['rds_egress_http_8080'], removed: [] },
    ]);
  });

  it('knows receipts, and proxies as last seen until they are back under the same id', async () => {
    const before = await startSplitMesh();
    await before.loaded('front');
    const revision = await before.update('route', 'to-both', split(1, 1), 'r');
    const receipt = await before.receipt(revision);
    const [seen] = before.proxies();
    await before.stop();

    const after = await Harness.start({ store: before.store });
    expect(await after.receipt(revision)).toEqual(receipt);
    expect(after.proxies()).toMatchObject([{ id: seen?.id, state: 'disconnected', revision, address: seen?.address }]);
    await after.loaded('front');
    expect(after.proxies()).toMatchObject([{ id: seen?.id, state: 'current' }]);
  });

  it('takes up meshes and changes that came while it was away', async () => {
    const before = await startSplitMesh();
    await before.stop();
    await before.create('virtualNode', 'late', {});
    await before.remove('virtualNode', 'other');
    const after = await Harness.start({ store: before.store });
    await after.loaded('late');
    const gone = after.proxy('other');
    await after.until(() => gone.ended !== undefined);
    expect(gone.ended?.code).toBe(3);
  });
});
