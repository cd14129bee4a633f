/** Who is connected, as plans of drafts ask for it; and that news of drafts reach the doors. */
import { expect, it } from 'vitest';
import { EMPTY_DRAFT } from '@/lib/model';
import { MESH } from './testing/harness';
import { startSplitMesh } from './testing/split-mesh';

it('puts proxies together that get the same bytes, and forgets those that went', async () => {
  const harness = await startSplitMesh();
  const groups = () => harness.control.observed.proxyGroups(MESH);
  expect(groups()).toEqual([]);
  const front = await harness.loaded('front');
  await harness.loaded('front');
  await harness.loaded('other');
  const ids = (name: string) => harness.proxies().flatMap((proxy) => (proxy.resource.name === name ? [proxy.id] : []));
  const told = groups().map(({ resource, proxies }) => [resource.name, proxies.map(({ id }) => id).sort()]);
  expect(told).toEqual([
    ['front', ids('front').sort()],
    ['other', ids('other')],
  ]);
  expect(groups()[0]?.profile.dataplane).toEqual({ mode: 'intercept' });
  expect(harness.control.observed.proxyGroups({ ...MESH, mesh: 'none' })).toEqual([]);
  front.close();
  await expect.poll(() => groups()[0]?.proxies.length).toBe(1);
});

it('tells that a draft changed, without waiting for deliveries', async () => {
  const harness = await startSplitMesh();
  const face = {
    id: 'd',
    meshKey: MESH,
    name: 'x',
    author: 'a',
    createdAt: 1,
    updatedAt: 1,
    updatedBy: 'a',
    version: 1,
  };
  await harness.store.write((tx) => tx.putDraft({ ...face, ...EMPTY_DRAFT, comments: [] }));
  expect(harness.events.at(-1)).toEqual({ type: 'draft', mesh: MESH, draft: 'd', deleted: false });
});
