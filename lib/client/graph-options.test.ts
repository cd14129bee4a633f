import { describe, expect, it } from 'vitest';
import { graphOptionsOf, showsLayer, withGraphOptions, withLayer } from './graph-options';

describe('options of the graph', () => {
  it('stand in the address, beside what else is there', () => {
    const options = {
      outline: true,
      collapsed: true,
      hidden: ['traffic', 'problems'],
      shown: ['traffic'],
      around: { kind: 'virtualService', name: 'a/b.local' },
      group: 'platform',
    } as const;
    const address = withGraphOptions('/meshes/m?select=x&as=other', options);
    expect(address).toBe(
      '/meshes/m?select=x&as=outline&collapse=1&hide=traffic%2Cproblems&show=traffic&around=virtualService%2F%2Fa%252Fb.local&group=platform',
    );
    expect(graphOptionsOf(address)).toEqual(options);
    expect(withGraphOptions(address, {})).toBe('/meshes/m?select=x');
  });

  it('that nobody knows are left out', () => {
    expect(graphOptionsOf('/meshes/m?as=x&collapse=yes&hide=a,traffic&around=no&group=colour')).toEqual({
      hidden: ['traffic'],
    });
  });

  it('show traffic in live and not in a draft, until somebody says otherwise for that view', () => {
    expect([showsLayer({}, 'traffic', false), showsLayer({}, 'traffic', true)]).toEqual([true, false]);
    expect(showsLayer({}, 'problems', true)).toBe(true);
    const inDraft = withLayer({}, 'traffic', true, true);
    expect([showsLayer(inDraft, 'traffic', true), showsLayer(inDraft, 'traffic', false)]).toEqual([true, true]);
    const inLive = { ...inDraft, ...withLayer(inDraft, 'traffic', false, false) };
    expect([showsLayer(inLive, 'traffic', true), showsLayer(inLive, 'traffic', false)]).toEqual([true, false]);
    const back = { ...inLive, ...withLayer(inLive, 'traffic', false, true) };
    expect(showsLayer(back, 'traffic', true)).toBe(false);
  });
});
