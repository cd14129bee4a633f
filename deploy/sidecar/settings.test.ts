import { describe, expect, it } from 'vitest';
import { SIDECAR_VARIABLES } from '@/lib/bootstrap';
import { readSettings, SettingsError } from './settings';

const BASE = { APPMESH_RESOURCE_ARN: 'mesh/m/virtualNode/n', APPMESH_XDS_ENDPOINT: 'cp.example:443' };
const read = (more: Record<string, string> = {}) => readSettings({ ...BASE, ...more });
const failure = (env: Record<string, string>) => {
  try {
    readSettings(env);
  } catch (cause) {
    if (cause instanceof SettingsError) return cause.message;
    throw cause;
  }
  return '';
};

describe('the environment of App Mesh’s image', () => {
  it('has its standards', () => {
    expect(read()).toMatchObject({
      logLevel: 'info',
      restarts: 3,
      drainMs: 20_000,
      disconnectedMs: 604_800_000,
      admin: { host: '127.0.0.1', port: 9901 },
      input: {
        resource: { mesh: 'm', kind: 'virtualNode', name: 'n' },
        controlPlane: { host: 'cp.example', port: 443, tls: { ca: { file: '/etc/ssl/certs/ca-certificates.crt' } } },
        credential: { type: 'none' },
        options: { admin: { address: '0.0.0.0', port: 9901 }, initialFetchTimeout: 0, loadReports: true },
      },
      warnings: [],
    });
    expect(read().management).toBeUndefined();
  });

  const effects: [Record<string, string>, object][] = [
    [{ APPMESH_XDS_ENDPOINT: 'unix:///run/xds.sock' }, { input: { controlPlane: { socket: '/run/xds.sock' } } }],
    [
      { APPMESH_XDS_ENDPOINT: '[::1]:1', MESHKEEP_XDS_TLS: 'off' },
      { input: { controlPlane: { host: '::1', port: 1 } } },
    ],
    [{ APPMESH_RESOURCE_CLUSTER: 'c' }, { input: { options: { cluster: 'c' } } }],
    [{ APPMESH_VIRTUAL_NODE_CLUSTER: 'c' }, { input: { options: { cluster: 'c' } } }],
    [{ AWS_REGION: 'eu-central-1' }, { input: { options: { region: 'eu-central-1' } } }],
    [{ ENVOY_INITIAL_FETCH_TIMEOUT: '7' }, { input: { options: { initialFetchTimeout: 7 } } }],
    [{ ENVOY_LOG_LEVEL: 'WARN' }, { logLevel: 'warning' }],
    [{ ENVOY_CONCURRENCY: '2' }, { concurrency: 2 }],
    [{ ENVOY_ADMIN_ACCESS_PORT: '1234' }, { admin: { port: 1234 } }],
    [{ ENVOY_ADMIN_ACCESS_ENABLE_IPV6: 'true' }, { input: { options: { admin: { address: '::' } } } }],
    [{ ENVOY_ADMIN_MODE: 'uds' }, { admin: { socket: '/tmp/meshkeep/envoy-admin.sock' } }],
    [{ APPNET_AGENT_ADMIN_MODE: 'uds', APPNET_AGENT_ADMIN_UDS_PATH: '/a.sock' }, { management: { socket: '/a.sock' } }],
    [{ APPNET_AGENT_ADMIN_MODE: 'tcp' }, { management: { port: 9902 } }],
    [{ APPNET_ENVOY_RESTART_COUNT: '0' }, { restarts: 0 }],
    [{ LISTENER_DRAIN_WAIT_TIME_S: '60' }, { drainMs: 60_000 }],
    [
      { MESHKEEP_XDS_TOKEN: 'secret' },
      { input: { credential: { type: 'token-variable', variable: 'MESHKEEP_XDS_TOKEN' } } },
    ],
    [{ MESHKEEP_XDS_TOKEN_FILE: '/t' }, { input: { credential: { type: 'token-file', file: '/t' } } }],
    [
      { MESHKEEP_XDS_CLIENT_CERTIFICATE_FILE: '/c', MESHKEEP_XDS_CLIENT_KEY_FILE: '/k' },
      { input: { credential: { type: 'certificate', certificate: '/c', key: '/k' } } },
    ],
    [
      { MESHKEEP_XDS_CA: 'PEM', MESHKEEP_XDS_SERVER_NAME: 's' },
      { input: { controlPlane: { tls: { ca: { pem: 'PEM' }, serverName: 's' } } } },
    ],
    [{ MESHKEEP_CACHE: 'off' }, {}],
  ];
  it.each(effects)('%j', (variables, expected) => {
    const settings = read(variables);
    expect(settings).toMatchObject(expected);
    expect(settings.warnings).toEqual([]);
    if (variables.MESHKEEP_CACHE) expect(settings.cacheDir).toBeUndefined();
  });

  it.each(['APPMESH_RESOURCE_NAME', 'APPMESH_VIRTUAL_NODE_NAME'])('takes the resource from %s', (name) => {
    const { input } = readSettings({ APPMESH_XDS_ENDPOINT: 'cp:1', [name]: 'mesh/m/virtualGateway/g' });
    expect(input?.resource.name).toBe('g');
  });

  it('tells what has no effect', () => {
    const { warnings } = read({
      ...{ APPMESH_PREVIEW: '0', APPMESH_FIPS_ENDPOINT: '1', APPMESH_METRIC_EXTENSION_VERSION: '1' },
      ...{
        APPMESH_WHATEVER: 'x',
        APPMESH_APP_PORTS: '80',
        ENVOY_CONCURRENCY: 'many',
        PATH: '/bin',
        APPNET_ENVOY_RESTART_COUNT: '99',
      },
    });
    expect(warnings.map((one) => one.split(/[ =]/)[0])).toEqual([
      ...['APPNET_ENVOY_RESTART_COUNT', 'ENVOY_CONCURRENCY'].toSorted().reverse(),
      ...['APPMESH_FIPS_ENDPOINT', 'APPMESH_METRIC_EXTENSION_VERSION', 'APPMESH_WHATEVER'],
    ]);
  });

  it('knows every variable that bootstraps write', () => {
    const all = Object.fromEntries(Object.values(SIDECAR_VARIABLES).map((name) => [name, '']));
    expect(readSettings({ ...all, ...BASE }).warnings).toEqual([]);
  });

  it('names all that is missing or wrong at once', () => {
    expect(failure({})).toMatch(
      /APPMESH_RESOURCE_ARN: is not set[\s\S]*APPMESH_XDS_ENDPOINT: nothing is not host:port/,
    );
    expect(failure({ ...BASE, MESHKEEP_XDS_CLIENT_KEY_FILE: '/k' })).toContain('MESHKEEP_XDS_CLIENT_CERTIFICATE_FILE');
    expect(failure({ ...BASE, APPMESH_RESOURCE_ARN: 'mesh/m/route/r' })).toContain('APPMESH_RESOURCE_ARN');
  });
});
