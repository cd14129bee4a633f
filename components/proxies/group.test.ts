import { describe, expect, it } from 'vitest';
import type { ApiProxy, ProxyState } from '@/lib/model';
import { groupProxies, matchesSearch } from './group';

function proxy(name: string, state: ProxyState, address = '10.0.0.1'): ApiProxy {
  return {
    id: `${name}-${address}`,
    resource: { kind: 'virtualNode', name },
    address,
    nodeId: `mesh/m/virtualNode/${name}`,
    platform: 'ECS',
    platformIdentity: '',
    envoyVersion: '1.40.0',
    dataplane: 'intercept',
    protocol: 'delta',
    state,
    revision: 1,
    behind: 0,
    connectedAt: 0,
    lastSeenAt: 0,
    refusals: [],
  };
}

describe('groupProxies', () => {
  it('puts groups and proxies that need a person first', () => {
    const groups = groupProxies([
      proxy('a', 'current'),
      proxy('b', 'current', '10.0.0.1'),
      proxy('b', 'refused', '10.0.0.2'),
      proxy('c', 'behind'),
      proxy('d', 'disconnected'),
    ]);
    expect(groups.map((g) => g.resource.name)).toEqual(['b', 'c', 'd', 'a']);
    expect(groups[0]?.proxies.map((p) => p.address)).toEqual(['10.0.0.2', '10.0.0.1']);
    expect(groups[0]?.counts).toEqual({ current: 1, refused: 1 });
  });

  it('keeps a node and a gateway of one name apart', () => {
    const gateway = { ...proxy('a', 'current'), resource: { kind: 'virtualGateway' as const, name: 'a' } };
    expect(groupProxies([proxy('a', 'current'), gateway])).toHaveLength(2);
  });
});

describe('matchesSearch', () => {
  it('finds by name and by address, whatever the case', () => {
    expect(matchesSearch(proxy('eks-frontend', 'current'), ' EKS-')).toBe(true);
    expect(matchesSearch(proxy('eks-frontend', 'current', '10.20.4.31'), '4.31')).toBe(true);
    expect(matchesSearch(proxy('eks-frontend', 'current'), 'backend')).toBe(false);
  });
});
