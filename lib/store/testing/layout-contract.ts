import { expect, it } from 'vitest';
import type { CardPlace } from '@/lib/model';
import { eachFixture } from './each-fixture';
import { ENTRY, HOME, MESH, type OpenFixture, putAll, record, resource } from './fixture';

const at = (kind: CardPlace['kind'], name: string, x: number, y: number): CardPlace => ({ kind, name, x, y });
const A = at('virtualNode', 'a', 10.5, -20);
const B = at('virtualService', 'カート.local', 0, 7);

/** Places of cards, and the news about them. */
export function layoutContract(open: OpenFixture): void {
  const fixture = eachFixture(open);
  const layout = () => fixture().store.read((tx) => tx.layout(MESH));
  const change = (mode: 'move' | 'fill', ...cards: CardPlace[]) =>
    fixture().store.write((tx) => tx.putLayout(MESH, { mode, cards }));
  const make = () =>
    putAll(fixture().store, [
      resource('mesh', MESH.mesh),
      resource('virtualNode', 'a'),
      resource('virtualService', 'カート.local'),
    ]);

  it('keeps the last place of each card, sorted, and leaves the others alone', async () => {
    await make();
    expect(await change('move', B, A)).toBe(2);
    expect(await layout()).toEqual([A, B]);
    expect(await change('move', { ...A, x: 1 })).toBe(1);
    expect(await layout()).toEqual([{ ...A, x: 1 }, B]);
    expect(await fixture().store.read((tx) => tx.layout({ ...HOME, mesh: 'other' }))).toEqual([]);
  });

  it('fills only what has no place', async () => {
    await make();
    await change('move', A);
    expect(await change('fill', { ...A, x: 99 }, B)).toBe(1);
    expect(await layout()).toEqual([A, B]);
  });

  it('keeps no place of what does not exist, and forgets that of what is deleted', async () => {
    await make();
    const stranger = at('virtualRouter', 'a', 1, 1);
    expect(await change('move', stranger, A, B)).toBe(2);
    await fixture().store.write(async (tx) => {
      await tx.delete(MESH, { kind: 'virtualNode', name: 'a' });
      await tx.commitRevision(MESH, ENTRY);
    });
    expect(await layout()).toEqual([B]);
    await putAll(fixture().store, [resource('virtualNode', 'a')]);
    expect(await layout()).toEqual([B]);
  });

  it('tells the feed once for each change, and not when nothing was stored', async () => {
    const { store } = fixture();
    await make();
    const events = record(store);
    await change('move', A, B);
    await change('fill', A);
    await change('move', at('virtualNode', 'nobody', 1, 1));
    expect(events.map((event) => event.type)).toEqual(['layout']);
    expect(events[0]).toMatchObject({ mesh: MESH, committedAt: expect.any(Number) });
    expect(await store.read((tx) => tx.revision(MESH))).toBe(1);
  });
}
