import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meshes } from '../testing/arbitrary';
import type { ImportedResource } from '../types';
import { compareLive, type MeshResource, refOf, toExported } from './compare-live';

const service = (name: string, provider?: string): ImportedResource => ({
  type: 'VirtualService',
  params: {
    meshName: 'files',
    virtualServiceName: name,
    spec: provider ? { provider: { virtualNode: { virtualNodeName: provider } } } : {},
  },
});
const live = (name: string, provider: string): MeshResource => ({
  kind: 'virtualService',
  name,
  spec: { provider: { virtualNode: { virtualNodeName: provider } } },
  tags: [],
});

describe('compareLive', () => {
  it('tells what is new, the same, and different, whatever the mesh is called', () => {
    const files = [service('a', 'a1'), service('b', 'b1'), service('c', 'c1')];
    const compared = compareLive(files, 'shop', [live('b', 'b1'), live('c', 'c2'), live('d', 'd1')]);
    expect(compared.map(({ ref, state }) => [ref.name, state])).toEqual([
      ['a', 'new'],
      ['b', 'same'],
      ['c', 'differs'],
    ]);
    expect(compared[2]?.live).toEqual(live('c', 'c2').spec);
  });

  it('holds a mesh of the files against the mesh that it goes into', () => {
    const mesh: ImportedResource = { type: 'Mesh', params: { meshName: 'files' } };
    const there: MeshResource = { kind: 'mesh', name: 'shop', spec: {}, tags: [] };
    expect(compareLive([mesh], 'shop', [there])).toMatchObject([
      { ref: { kind: 'mesh', name: 'shop' }, state: 'same' },
    ]);
  });

  it('tells routes of different routers apart', () => {
    const route = (router: string): ImportedResource => ({
      type: 'Route',
      params: { meshName: 'm', virtualRouterName: router, routeName: 'r', spec: {} },
    });
    expect(refOf(route('x'), 'm')).toEqual({ kind: 'route', parent: 'x', name: 'r' });
    const there: MeshResource = { kind: 'route', parent: 'x', name: 'r', spec: {}, tags: [] };
    expect(compareLive([route('x'), route('y')], 'm', [there]).map(({ state }) => state)).toEqual(['same', 'new']);
  });
});

describe('toExported', () => {
  it('says everything of a mesh: imported again, all of it is the same', () => {
    fc.assert(
      fc.property(meshes, (resources) => {
        const mesh = String(resources[0]?.params.meshName);
        const own = resources.filter(({ params }) => params.meshName === mesh);
        const asLive = own.map((resource): MeshResource => {
          const { spec = {}, tags = [] } = resource.params as Partial<Pick<MeshResource, 'spec' | 'tags'>>;
          return { ...refOf(resource, mesh), spec, tags };
        });
        const again = compareLive(toExported(mesh, asLive), mesh, asLive);
        expect(again).toHaveLength(own.length);
        expect(again.every(({ state }) => state === 'same')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
