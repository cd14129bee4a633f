import { expect, it } from 'vitest';
import type { LayoutChange } from '@/lib/model';
import { createSqliteStore } from '@/lib/store';
import { createLayouts } from './layouts';

const mesh = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };
const clock = { now: () => 1 };
const writer = { door: 'console' as const, who: 'somebody', userAgent: '' };

it('lets a viewer see the layout and not change it, and nobody of another account see it', async () => {
  const store = await createSqliteStore({ path: ':memory:', clock });
  await store.write(async (tx) => {
    const times = { createdAt: 1, lastUpdatedAt: 1, resourceOwner: mesh.account };
    await tx.put({
      meshKey: mesh,
      kind: 'mesh',
      name: 'm',
      uid: 'u',
      version: 1,
      ...times,
      spec: {},
      tags: [],
      writer,
    });
    await tx.commitRevision(mesh, { at: 1, writer, message: '' });
  });
  const layouts = createLayouts({ store });
  const viewer = { account: mesh.account, region: mesh.region, role: 'viewer' as const, writer };
  expect(await layouts.get(viewer, mesh)).toEqual({ cards: [] });
  const change: LayoutChange = { mode: 'move', cards: [] };
  await expect(layouts.change(viewer, mesh, change)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await layouts.change({ ...viewer, role: 'editor' }, mesh, change)).toEqual({ stored: 0 });
  await expect(layouts.get({ ...viewer, account: '999999999999' }, mesh)).rejects.toMatchObject({ code: 'forbidden' });
  await store.close();
});
