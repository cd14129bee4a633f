/** Bootstraps from the switches of App Mesh's image, as Envoy reads them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBootstraps } from './bootstrap-files';
import { readSettings } from './settings';
import { folder } from './testing/sidecar';

const binary = process.env.MESHKEEP_ENVOY ?? path.resolve(import.meta.dirname, '../../.venv/bin/envoy');

async function written(more: Record<string, string>) {
  const environment = {
    ...{ APPMESH_RESOURCE_ARN: 'mesh/m/virtualNode/n', APPMESH_XDS_ENDPOINT: 'cp:443', MESHKEEP_XDS_TLS: 'off' },
    ...{ MESHKEEP_RUN_DIR: path.join(folder(), 'run'), ...more },
  };
  const { controlPlane } = await writeBootstraps(readSettings(environment), environment);
  return { file: controlPlane, config: JSON.parse(readFileSync(controlPlane, 'utf8')) };
}

function file(content: string): string {
  const name = path.join(folder(), 'part.yaml');
  writeFileSync(name, content);
  return name;
}

describe('Envoy takes', () => {
  const switches: [string, Record<string, string>, object][] = [
    ['nothing but the required', {}, { node: { id: 'mesh/m/virtualNode/n' } }],
    ['a flush interval', { ENVOY_STATS_FLUSH_INTERVAL: '3s' }, { stats_flush_interval: '3s' }],
    [
      'tags',
      { ENABLE_ENVOY_STATS_TAGS: '1' },
      { stats_config: { stats_tags: [{ fixed_value: 'm' }, { tag_name: 'appmesh.virtual_node' }] } },
    ],
    ['DogStatsD', { ENABLE_ENVOY_DOG_STATSD: '1', STATSD_PORT: '8200' }, { stats_sinks: [{}] }],
    [
      'DogStatsD by a socket',
      { ENABLE_ENVOY_DOG_STATSD: '1', STATSD_SOCKET_PATH: '/tmp/s.sock' },
      { stats_sinks: [{}] },
    ],
    [
      'a secret service',
      { APPMESH_SDS_SOCKET_PATH: '/run/sds.sock' },
      { static_resources: { clusters: [{}, {}, { name: 'static_cluster_sds_unix_socket' }] } },
    ],
    ['X-Ray', { ENABLE_ENVOY_XRAY_TRACING: '1' }, { tracing: { http: { name: 'envoy.tracers.xray' } } }],
    ['Jaeger', { ENABLE_ENVOY_JAEGER_TRACING: '1' }, { tracing: { http: { name: 'envoy.tracers.zipkin' } } }],
    ['Datadog', { ENABLE_ENVOY_DATADOG_TRACING: 'true' }, { tracing: { http: { name: 'envoy.tracers.datadog' } } }],
  ];
  it.each(switches)('%s', async (_, variables, expected) => {
    const { file: name, config } = await written(variables);
    expect(config).toMatchObject(expected);
    const { stdout, stderr } = spawnSync(binary, ['--mode', 'validate', '-c', name], { encoding: 'utf8' });
    expect(stdout + stderr).toContain(`configuration '${name}' OK`);
  });

  it('files that the image merged in, in either spelling', async () => {
    const { file: name, config } = await written({
      ENVOY_RESOURCES_CONFIG_FILE: file('staticResources: {clusters: [{name: own, type: STATIC}]}'),
      ENVOY_STATS_SINKS_CFG_FILE: file('stats_sinks: []'),
    });
    expect(config.static_resources.clusters.map((one: { name: string }) => one.name)).toEqual([
      'xds',
      'meshkeep_access_log',
      'own',
    ]);
    execFileSync(binary, ['--mode', 'validate', '-c', name], { stdio: 'ignore' });
  });
});

describe('a start is refused', () => {
  it('with two tracers', async () => {
    const two = { ENABLE_ENVOY_XRAY_TRACING: '1', ENABLE_ENVOY_JAEGER_TRACING: '1' };
    await expect(written(two)).rejects.toThrow('only one of ENABLE_ENVOY_XRAY_TRACING, ENABLE_ENVOY_JAEGER_TRACING');
  });

  it('with a file that holds nothing', async () => {
    await expect(written({ ENVOY_TRACING_CFG_FILE: file('') })).rejects.toThrow('ENVOY_TRACING_CFG_FILE');
  });
});
