import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DecodedResources, type Json, staticConfig, validateConfig } from './index';

const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../.venv/bin/envoy');
const options = { binary };

const cluster: Json = { name: 'a', type: 'EDS', eds_cluster_config: { eds_config: { ads: {} } } };
const endpoint: Json = { cluster_name: 'a', endpoints: [] };

function resources(route: Json, log = '/no/such/folder/access.log'): DecodedResources {
  const manager: Json = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: 'egress',
    rds: { route_config_name: 'r', config_source: { ads: {} } },
    http_filters: [
      {
        name: 'envoy.filters.http.router',
        typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
      },
    ],
    access_log: [
      {
        name: 'file',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
          path: log,
        },
      },
    ],
  };
  const listener: Json = {
    name: 'l',
    address: { socket_address: { address: '127.0.0.1', port_value: 1 } },
    filter_chains: [{ filters: [{ name: 'http', typed_config: manager }] }],
  };
  const routes: Json = { name: 'r', virtual_hosts: [{ name: 'v', domains: ['*'], routes: [route] }] };
  return { clusters: [cluster], endpoints: [endpoint], listeners: [listener], routes: [routes] };
}

describe('a configuration before proxies get it', () => {
  it('is taken by Envoy, with what was not checked', async () => {
    const checked = staticConfig(resources({ match: { prefix: '/' }, route: { cluster: 'a' } }));
    expect(checked.notChecked).toEqual(['log file /no/such/folder/access.log']);
    expect(await validateConfig(checked.config, options)).toEqual({ ok: true, message: '' });
  });

  it("is refused with Envoy's own words", async () => {
    const weights = { clusters: [{ name: 'a', weight: 0 }] };
    const { config } = staticConfig(resources({ match: { prefix: '/' }, route: { weighted_clusters: weights } }));
    const verdict = await validateConfig(config, options);
    expect(verdict.ok).toBe(false);
    expect(verdict.message).toContain('Sum of weights');
    expect(verdict.message).not.toContain('[critical]');
  });

  it('is refused when a route names a cluster that is not there', async () => {
    const { config } = staticConfig(resources({ match: { prefix: '/' }, route: { cluster: 'missing' } }));
    expect(await validateConfig(config, options)).toMatchObject({
      ok: false,
      message: expect.stringContaining('missing'),
    });
  });

  it('needs every route configuration that a listener names', () => {
    expect(() => staticConfig({ ...resources({ match: { prefix: '/' } }), routes: [] })).toThrow(
      'no route configuration r among the resources',
    );
  });

  it('says when there is no Envoy', async () => {
    await expect(validateConfig({}, { binary: '/no/such/envoy' })).rejects.toThrow(
      /did not start \(\/no\/such\/envoy\)/,
    );
  });

  it('ends an Envoy that does not answer', async () => {
    await expect(validateConfig({}, { binary, timeoutMs: 1 })).rejects.toThrow(/did not answer within 1 ms/);
  });
});
