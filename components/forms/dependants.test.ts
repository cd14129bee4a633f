import { describe, expect, it } from 'vitest';
import type { ApiResource, Kind } from '@/lib/model';
import { dependantsOf } from './dependants';

function resource(kind: Kind, name: string, spec: Record<string, unknown> = {}, parent?: string): ApiResource {
  const writer = { door: 'console' as const, who: 'admin', userAgent: '' };
  const ids = { arn: '', uid: '', version: 1, createdAt: 0, lastUpdatedAt: 0, meshOwner: '', resourceOwner: '' };
  return { kind, name, ...(parent === undefined ? {} : { parent }), ...ids, spec, tags: [], writer };
}

const RESOURCES = [
  resource('mesh', 'm'),
  resource('virtualNode', 'v1'),
  resource('virtualNode', 'caller', { backends: [{ virtualService: { virtualServiceName: 's' } }] }),
  resource('virtualRouter', 'r'),
  resource(
    'route',
    'x',
    { httpRoute: { match: {}, action: { weightedTargets: [{ virtualNode: 'v1', weight: 0 }] } } },
    'r',
  ),
  resource('virtualService', 's', { provider: { virtualRouter: { virtualRouterName: 'r' } } }),
];

const names = (kind: Kind, name: string) =>
  dependantsOf({ kind, name }, RESOURCES).map((d) => `${d.relation} ${d.ref.name}`);

describe('dependantsOf', () => {
  it('finds who points at a resource, also with weight 0', () => {
    expect(names('virtualNode', 'v1')).toEqual(['target x']);
    expect(names('virtualService', 's')).toEqual(['backend caller']);
  });

  it('finds what lies inside', () => {
    expect(names('virtualRouter', 'r')).toEqual(['child x', 'provider s']);
    expect(names('mesh', 'm')).toEqual(['child v1', 'child caller', 'child r', 'child s']);
  });

  it('finds nothing for what nobody needs', () => {
    expect(dependantsOf({ kind: 'route', parent: 'r', name: 'x' }, RESOURCES)).toEqual([]);
    expect(names('virtualNode', 'caller')).toEqual([]);
  });
});
