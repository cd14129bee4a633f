import { describe, expect, it } from 'vitest';
import { parseEgressClusterName, parseTcpRouteClusterName, tcpRouteClusterName } from './envoy-names';

describe("the name of a TCP route's cluster", () => {
  it.each([
    ['r', 'x'],
    ['a_b', 'c_1'],
    ['a/b', 'ü %'],
    ['tcp_80', '_'],
  ])('%s %s is read back', (virtualRouter, route) => {
    const name = tcpRouteClusterName('m_1', virtualRouter, route, 3306);
    expect(parseTcpRouteClusterName('m_1', name)).toEqual({ virtualRouter, route, port: 3306 });
    expect(parseEgressClusterName('m_1', name)).toBeUndefined();
  });

  it('is told from every other name', () => {
    expect(parseTcpRouteClusterName('m', 'cds_egress_m_a/b_tcp_80')).toBeUndefined();
    expect(parseTcpRouteClusterName('m', 'tcp_egress_other_a/b_80')).toBeUndefined();
    expect(parseTcpRouteClusterName('m', 'tcp_egress_m_%/b_80')).toBeUndefined();
  });
});
