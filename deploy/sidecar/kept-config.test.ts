import { describe, expect, it } from 'vitest';
import { IncompleteDump, keptConfig } from './kept-config';

const TYPE = 'type.googleapis.com/envoy.admin.v3.';
const ads = { ads: {}, resource_api_version: 'V3' };
const byAds = { tls_certificate_sds_secret_configs: [{ name: 'cert', sds_config: ads }] };
const byFile = {
  tls_certificate_sds_secret_configs: [{ name: 'cert', sds_config: { path_config_source: { path: '/c' } } }],
};
const chain = (name: string, context?: object) => ({
  name,
  filters: [{ name: 'hcm', typed_config: { stat_prefix: name, rds: { route_config_name: 'r', config_source: ads } } }],
  ...(context && { transport_socket: { typed_config: { common_tls_context: context } } }),
});

function dump(parts: { chains?: object[]; clusters?: object[]; routes?: object[]; endpoints?: object[] }): string {
  const listener = { '@type': 'x', name: 'l', filter_chains: parts.chains ?? [], default_filter_chain: chain('rest') };
  return JSON.stringify({
    configs: [
      { '@type': `${TYPE}BootstrapConfigDump`, bootstrap: {} },
      {
        '@type': `${TYPE}ClustersConfigDump`,
        static_clusters: [{ cluster: { name: 'xds' } }],
        dynamic_active_clusters: (parts.clusters ?? []).map((cluster) => ({ cluster: { '@type': 'x', ...cluster } })),
      },
      {
        '@type': `${TYPE}EndpointsConfigDump`,
        dynamic_endpoint_configs: (parts.endpoints ?? []).map((endpoint_config) => ({ endpoint_config })),
      },
      {
        '@type': `${TYPE}ListenersConfigDump`,
        dynamic_listeners: [
          { name: 'l', active_state: { listener } },
          { name: 'warming', warming_state: { listener: { name: 'warming' } } },
        ],
      },
      {
        '@type': `${TYPE}RoutesConfigDump`,
        dynamic_route_configs: (parts.routes ?? [{ name: 'r' }]).map((route_config) => ({ route_config })),
      },
    ],
  });
}

describe('a running configuration, kept', () => {
  it('has routes and endpoints inside, and nothing that still asks a control plane', () => {
    const { listeners, clusters, leftOut } = keptConfig(
      dump({
        chains: [chain('a', byFile)],
        clusters: [
          { name: 'e', type: 'EDS', eds_cluster_config: { eds_config: ads, service_name: 's' } },
          { name: 'none', type: 'EDS', eds_cluster_config: { eds_config: ads } },
          { name: 'd', type: 'STRICT_DNS' },
        ],
        endpoints: [{ '@type': 'x', cluster_name: 's', endpoints: [{ load_balancing_weight: 0, priority: 1 }] }],
      }),
    );
    expect(JSON.stringify([listeners, clusters])).not.toMatch(/"ads"|"@type"|"rds"|warming/);
    expect(clusters).toEqual([
      { name: 'e', type: 'STATIC', load_assignment: { cluster_name: 's', endpoints: [{ priority: 1 }] } },
      { name: 'none', type: 'STATIC', load_assignment: { cluster_name: 'none' } },
      { name: 'd', type: 'STRICT_DNS' },
    ]);
    expect(JSON.stringify(listeners)).toContain('"route_config":{"name":"r","validate_clusters":false}');
    expect(leftOut).toEqual([]);
  });

  it('leaves out what needs a private key that came over xDS: closed rather than open', () => {
    const { listeners, clusters, leftOut } = keptConfig(
      dump({
        chains: [
          chain('a'),
          chain('b', byAds),
          chain('c', { tls_certificates: [{ private_key: { inline_bytes: '[redacted]' } }] }),
        ],
        clusters: [{ name: 'plain' }, { name: 'tls', transport_socket: { typed_config: byAds } }],
      }),
    );
    expect(leftOut).toEqual(['filter chain of l b', 'filter chain of l c', 'cluster tls']);
    expect(clusters).toEqual([{ name: 'plain' }]);
    expect(JSON.stringify(listeners)).not.toMatch(/redacted|"name":"b"/);
  });

  it('waits where routes are not there yet', () => {
    expect(() => keptConfig(dump({ chains: [chain('a')], routes: [] }))).toThrow(IncompleteDump);
  });
});
