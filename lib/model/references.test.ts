import { describe, expect, it } from 'vitest';
import { referencesOf } from './references';

describe('referencesOf', () => {
  it('finds the targets of a route with their paths', () => {
    const spec = {
      tcpRoute: {
        action: {
          weightedTargets: [
            { virtualNode: 'a', weight: 1 },
            { virtualNode: 'b', weight: 0 },
          ],
        },
      },
    };
    expect(referencesOf('route', spec)).toEqual([
      {
        relation: 'target',
        to: { kind: 'virtualNode', name: 'a' },
        path: 'tcpRoute.action.weightedTargets[0].virtualNode',
        checked: true,
      },
      {
        relation: 'target',
        to: { kind: 'virtualNode', name: 'b' },
        path: 'tcpRoute.action.weightedTargets[1].virtualNode',
        checked: true,
      },
    ]);
  });

  it('finds providers, gateway targets and backends; backends are not checked', () => {
    const relations = (found: ReturnType<typeof referencesOf>) =>
      found.map((r) => [r.relation, r.to.kind, r.to.name, r.checked]);
    expect(
      relations(referencesOf('virtualService', { provider: { virtualRouter: { virtualRouterName: 'r' } } })),
    ).toEqual([['provider', 'virtualRouter', 'r', true]]);
    expect(relations(referencesOf('virtualService', { provider: { virtualNode: { virtualNodeName: 'n' } } }))).toEqual([
      ['provider', 'virtualNode', 'n', true],
    ]);
    const target = { virtualService: { virtualServiceName: 's' } };
    expect(relations(referencesOf('gatewayRoute', { grpcRoute: { match: {}, action: { target } } }))).toEqual([
      ['gateway-target', 'virtualService', 's', true],
    ]);
    expect(
      relations(referencesOf('virtualNode', { backends: [{ virtualService: { virtualServiceName: 's' } }] })),
    ).toEqual([['backend', 'virtualService', 's', false]]);
    expect(referencesOf('virtualService', {})).toEqual([]);
    expect(referencesOf('mesh', {})).toEqual([]);
  });
});
