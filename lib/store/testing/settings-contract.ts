import { expect, it } from 'vitest';
import { eachFixture } from './each-fixture';
import { ENTRY, HOME, MESH, type OpenFixture, putAll, record, resource } from './fixture';

const MARKED = { production: true, changed: { at: 12.5, who: 'ann' } };

/** Settings of meshes, and the news about them. */
export function settingsContract(open: OpenFixture): void {
  const fixture = eachFixture(open);
  const settings = (mesh = MESH) => fixture().store.read((tx) => tx.settings(mesh));

  it('keeps the last settings of each mesh, and tells the feed', async () => {
    const { store } = fixture();
    await putAll(store, [resource('mesh', MESH.mesh)]);
    expect(await settings()).toBeUndefined();
    const events = record(store);
    await store.write((tx) => tx.putSettings(MESH, MARKED));
    expect(await settings()).toEqual(MARKED);
    expect(await settings({ ...HOME, mesh: 'other' })).toBeUndefined();
    await store.write((tx) => tx.putSettings(MESH, { ...MARKED, production: false }));
    expect(await settings()).toEqual({ ...MARKED, production: false });
    expect(events.map(({ type }) => type)).toEqual(['settings', 'settings']);
    expect(await store.read((tx) => tx.revision(MESH))).toBe(1);
  });

  it('forgets the settings of a mesh that is deleted', async () => {
    const { store } = fixture();
    await putAll(store, [resource('mesh', MESH.mesh)]);
    await store.write((tx) => tx.putSettings(MESH, MARKED));
    await store.write(async (tx) => {
      await tx.delete(MESH, { kind: 'mesh', name: MESH.mesh });
      await tx.commitRevision(MESH, ENTRY);
    });
    expect(await settings()).toBeUndefined();
  });
}
