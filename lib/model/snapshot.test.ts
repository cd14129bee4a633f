import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind, type Resource, refKey } from './kinds';
import { applyChanges, buildSnapshot, type MeshSnapshot, type ResourceChange, resourcesOf } from './snapshot';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };

function resource(kind: Kind, name: string, version: number, parent?: string): Resource {
  return {
    meshKey: key,
    kind,
    name,
    ...(parent !== undefined && { parent }),
    uid: `${name}-${version}`,
    version,
    createdAt: 0,
    lastUpdatedAt: version,
    resourceOwner: key.account,
    spec: {},
    tags: [],
    writer: { door: 'sdk', who: 'x', userAgent: '' },
  };
}

const mesh = resource('mesh', 'm', 1);
const entries = (snapshot: MeshSnapshot | undefined) =>
  snapshot && Object.entries(snapshot).map(([name, value]) => [name, value instanceof Map ? [...value] : value]);

const change = fc
  .record({
    kind: fc.constantFrom(...KINDS.filter((kind) => kind !== 'mesh')),
    name: fc.constantFrom('a', 'b', 'C', 'é', '日', 'a/b'),
    parent: fc.constantFrom('p', 'q', 'P'),
    version: fc.nat(9),
    gone: fc.boolean(),
  })
  .map(({ kind, name, parent, version, gone }): ResourceChange => {
    const after = resource(kind, name, version, kind === 'route' || kind === 'gatewayRoute' ? parent : undefined);
    return gone ? { ref: after } : { ref: after, after };
  });

describe('applyChanges', () => {
  it('gives the same as building from all resources, in the same order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const all = new Map([[refKey(mesh), mesh as Resource]]);
        let snapshot: MeshSnapshot | undefined = buildSnapshot(key, 0, [mesh]);
        for (const [i, one] of changes.entries()) {
          if (one.after) all.set(refKey(one.ref), one.after);
          else all.delete(refKey(one.ref));
          snapshot = snapshot && applyChanges(snapshot, i, [one]);
          expect(entries(snapshot)).toEqual(entries(buildSnapshot(key, i, all.values())));
        }
        const atOnce = applyChanges(buildSnapshot(key, 0, [mesh]), 7, changes);
        expect(entries(atOnce)).toEqual(entries(buildSnapshot(key, 7, all.values())));
      }),
    );
  });

  it('shares what did not change', () => {
    const node = resource('virtualNode', 'n', 1);
    const before = buildSnapshot(key, 1, [mesh, node, resource('route', 'r', 1, 'p')]);
    const changed = resource('route', 'r', 2, 'p');
    const after = applyChanges(before, 2, [{ ref: changed, after: changed }]);
    expect(after?.virtualNodes).toBe(before.virtualNodes);
    expect(after?.mesh).toBe(before.mesh);
    expect(before.routes.get('p')?.[0]?.version).toBe(1);
    expect(after?.routes.get('p')?.[0]).toBe(changed);
    expect([...resourcesOf(after as MeshSnapshot)]).toHaveLength(3);
  });

  it('is undefined when the mesh was deleted', () => {
    expect(applyChanges(buildSnapshot(key, 1, [mesh]), 2, [{ ref: mesh, before: mesh }])).toBeUndefined();
  });
});
