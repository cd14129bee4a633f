import { expect, it } from 'vitest';
import type { Store } from '../types';
import { DRAFT } from './draft-contract';
import { eachFixture } from './each-fixture';
import { HOME, MESH, type OpenFixture, putAll, record, register, resource } from './fixture';

/** For stores that outlive their process: everything is there again, and counters count on. */
export function restartContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('has everything after a restart, and counts on', async () => {
    const { store, reopen } = fixture();
    const events = record(store);
    await putAll(store, [resource('mesh', MESH.mesh), resource('route', 'r', { parent: 'p' })]);
    await register(store);
    await store.write((tx) => tx.putObserved('proxies', [1]));
    await store.write((tx) => tx.putDraft(DRAFT));
    const before = await everything(store);
    const again = await reopen();
    expect(await everything(again)).toEqual(before);
    const later = record(again);
    expect(await putAll(again, [resource('virtualNode', 'n')])).toBe(2);
    expect(later[0]?.seq).toBe((events.at(-1)?.seq ?? 0) + 1);
  });
}

function everything(store: Store) {
  return store.read(async (tx) => ({
    resources: await tx.all(MESH),
    history: await tx.history(MESH, { limit: 10 }),
    drafts: await tx.drafts(MESH),
    registry: await tx.registry(),
    observed: await tx.observed('proxies'),
    instances: await tx.instancesRevision('srv-1'),
    meshes: await tx.listMeshes(HOME),
  }));
}
