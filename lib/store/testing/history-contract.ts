import { describe, expect, it } from 'vitest';
import { eachFixture } from './each-fixture';
import { ENTRY, MESH, type OpenFixture, putAll, record, resource, WRITER } from './fixture';

const NODE = { kind: 'virtualNode', name: 'n' } as const;

/** Revisions, history and the feed of meshes. */
export function historyContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('raises the revision by one with each commit, from 0', async () => {
    const { store } = fixture();
    expect(await store.read((tx) => tx.revision(MESH))).toBe(0);
    for (const expected of [1, 2, 3]) {
      expect(await putAll(store, [resource('virtualNode', 'n')])).toBe(expected);
      expect(await store.read((tx) => tx.revision(MESH))).toBe(expected);
    }
  });

  it('keeps the revision of a deleted mesh, so that revisions never repeat', async () => {
    const { store } = fixture();
    await putAll(store, [resource('mesh', MESH.mesh)]);
    await store.write(async (tx) => {
      await tx.delete(MESH, { kind: 'mesh', name: MESH.mesh });
      await tx.commitRevision(MESH, ENTRY);
    });
    expect(await store.read((tx) => tx.revision(MESH))).toBe(2);
    expect(await putAll(store, [resource('mesh', MESH.mesh)])).toBe(3);
    expect(await store.read((tx) => tx.history(MESH, { limit: 10 }))).toHaveLength(3);
  });

  it('holds who, when, by which door, before and after; newest first', async () => {
    const { store } = fixture();
    const first = resource('virtualNode', 'n');
    const second = resource('virtualNode', 'n', { version: 2, spec: { backends: [] } });
    await putAll(store, [first]);
    const writer = { door: 'console', who: '山田', userAgent: 'Mozilla/5.0' } as const;
    await store.write(async (tx) => {
      await tx.put(second);
      await tx.commitRevision(MESH, { at: 2000.25, writer, message: 'second' });
    });
    await store.write(async (tx) => {
      await tx.delete(MESH, NODE);
      await tx.commitRevision(MESH, { at: 3000, writer: WRITER, message: 'third' });
    });
    expect(await store.read((tx) => tx.history(MESH, { limit: 10 }))).toEqual([
      { revision: 3, at: 3000, writer: WRITER, message: 'third', changes: [{ ref: NODE, before: second }] },
      { revision: 2, at: 2000.25, writer, message: 'second', changes: [{ ref: NODE, before: first, after: second }] },
      { ...ENTRY, revision: 1, changes: [{ ref: NODE, after: first }] },
    ]);
  });

  it('pages through history', async () => {
    const { store } = fixture();
    for (let version = 1; version <= 5; version++) await putAll(store, [resource('virtualNode', 'n', { version })]);
    const page = async (before?: number) => {
      const entries = await store.read((tx) => tx.history(MESH, { limit: 2, ...(before && { before }) }));
      return entries.map((entry) => entry.revision);
    };
    expect([await page(), await page(4), await page(2), await page(1)]).toEqual([[5, 4], [3, 2], [1], []]);
  });

  it('joins several changes of one resource, and leaves out what came and went', async () => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'n'), resource('virtualNode', 'gone')]);
    await store.write(async (tx) => {
      await tx.put(resource('virtualNode', 'n', { version: 2 }));
      await tx.put(resource('virtualNode', 'n', { version: 3 }));
      await tx.put(resource('virtualNode', 'brief'));
      await tx.delete(MESH, { kind: 'virtualNode', name: 'brief' });
      await tx.delete(MESH, { kind: 'virtualNode', name: 'gone' });
      await tx.put(resource('virtualNode', 'gone', { uid: 'again' }));
      await tx.commitRevision(MESH, ENTRY);
    });
    const [newest] = await store.read((tx) => tx.history(MESH, { limit: 1 }));
    expect(newest?.changes).toEqual([
      { ref: NODE, before: resource('virtualNode', 'n'), after: resource('virtualNode', 'n', { version: 3 }) },
      {
        ref: { kind: 'virtualNode', name: 'gone' },
        before: resource('virtualNode', 'gone'),
        after: resource('virtualNode', 'gone', { uid: 'again' }),
      },
    ]);
  });

  describe('the feed', () => {
    it('tells each commit before the write resolves, with the clock of the commit', async () => {
      const { store, clock } = fixture();
      const events = record(store);
      clock.set(4242.5);
      await putAll(store, [resource('virtualNode', 'n')]);
      expect(events).toEqual([
        {
          type: 'mesh',
          seq: expect.any(Number),
          mesh: MESH,
          revision: 1,
          committedAt: 4242.5,
          writer: WRITER,
          changes: [{ ref: NODE, after: resource('virtualNode', 'n') }],
        },
      ]);
    });

    it('tells only what can be read', async () => {
      const { store } = fixture();
      const seen: Promise<number>[] = [];
      store.subscribe(() => seen.push(store.read((tx) => tx.revision(MESH))));
      await putAll(store, [resource('virtualNode', 'n')]);
      expect(await Promise.all(seen)).toEqual([1]);
    });

    it('numbers the events without gaps, in commit order, across meshes', async () => {
      const { store } = fixture();
      const events = record(store);
      const other = { ...MESH, mesh: 'bank' };
      await Promise.all([
        putAll(store, [resource('virtualNode', 'a')]),
        putAll(store, [resource('virtualNode', 'b', { meshKey: other })], other),
        putAll(store, [resource('virtualNode', 'c')]),
      ]);
      const start = events[0]?.seq ?? 0;
      expect(events.map((event) => event.seq)).toEqual([start, start + 1, start + 2]);
      expect(events.map((event) => event.type === 'mesh' && [event.mesh.mesh, event.revision])).toEqual([
        ['shop', 1],
        ['bank', 1],
        ['shop', 2],
      ]);
    });

    it('tells a change of two meshes in one transaction as two events', async () => {
      const { store } = fixture();
      const events = record(store);
      const other = { ...MESH, mesh: 'bank' };
      await store.write(async (tx) => {
        await tx.put(resource('virtualNode', 'a'));
        await tx.put(resource('virtualNode', 'b', { meshKey: other }));
        await tx.commitRevision(MESH, ENTRY);
        await tx.commitRevision(other, ENTRY);
      });
      expect(events.map((event) => event.type === 'mesh' && event.mesh.mesh)).toEqual(['shop', 'bank']);
    });

    it('goes on to the others when one subscriber throws, and says so in the log', async () => {
      const { store, errors } = fixture();
      store.subscribe(() => {
        throw new Error('broken subscriber');
      });
      const events = record(store);
      expect(await putAll(store, [resource('virtualNode', 'n')])).toBe(1);
      expect(events).toHaveLength(1);
      expect(errors.join()).toContain('broken subscriber');
    });

    it('lets a subscriber write, and tells it of that afterwards', async () => {
      const { store } = fixture();
      const revisions: number[] = [];
      const followUp = Promise.withResolvers<number>();
      store.subscribe((event) => {
        if (event.type !== 'mesh') return;
        revisions.push(event.revision);
        if (event.revision === 1) followUp.resolve(putAll(store, [resource('virtualNode', 'n', { version: 2 })]));
      });
      await putAll(store, [resource('virtualNode', 'n')]);
      expect(await followUp.promise).toBe(2);
      expect(revisions).toEqual([1, 2]);
    });

    it('stops for one subscription alone, even of the same function', async () => {
      const { store } = fixture();
      let calls = 0;
      const listener = () => {
        calls += 1;
      };
      const stop = store.subscribe(listener);
      store.subscribe(listener);
      stop();
      await putAll(store, [resource('virtualNode', 'n')]);
      expect(calls).toBe(1);
    });
  });
}
