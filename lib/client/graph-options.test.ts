import { describe, expect, it } from 'vitest';
import { graphOptionsOf, withGraphOptions } from './graph-options';

describe('options of the graph', () => {
  it('stand in the address, beside what else is there', () => {
    const options = {
      outline: true,
      collapsed: true,
      hidden: ['traffic', 'problems'],
      around: { kind: 'virtualService', name: 'a/b.local' },
      group: 'platform',
    } as const;
    const address = withGraphOptions('/meshes/m?select=x&as=other', options);
    expect(address).toBe(
      '/meshes/m?select=x&as=outline&collapse=1&hide=traffic%2Cproblems&around=virtualService%2F%2Fa%252Fb.local&group=platform',
    );
    expect(graphOptionsOf(address)).toEqual(options);
    expect(withGraphOptions(address, {})).toBe('/meshes/m?select=x');
  });

  it('that nobody knows are left out', () => {
    expect(graphOptionsOf('/meshes/m?as=x&collapse=yes&hide=a,traffic&around=no&group=colour')).toEqual({
      hidden: ['traffic'],
    });
  });
});
