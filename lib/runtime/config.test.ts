import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CLOUD_MAP_QUOTAS, DEFAULT_QUOTAS } from '@/lib/service';
import { ConfigError, readConfig } from './config';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('has the defaults of the documentation', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      xdsAuth: 'optional',
      apiPort: 4040,
      xdsPort: 18000,
      consolePort: 3000,
      apiUrl: 'http://127.0.0.1:4040',
      consoleUrl: 'http://127.0.0.1:3000',
      dataDir: path.resolve('data'),
      databasePath: path.resolve('data/meshkeep.db'),
      account: '000000000000',
      region: 'us-east-1',
      admin: { name: 'admin' },
      forgetKeys: false,
      quotas: DEFAULT_QUOTAS,
      cloudMapQuotas: DEFAULT_CLOUD_MAP_QUOTAS,
      xdsLimits: { connections: 20_000, waiting: 4000, waitingPerAddress: 2000, waitingMs: 15_000, perSecond: 200 },
      envoy: expect.stringMatching(/envoy$/),
    });
  });

  it('takes what is set, and an empty setting as unset', () => {
    const config = readConfig({
      MESHKEEP_API_PORT: '0',
      MESHKEEP_XDS_SOCKET: '/run/meshkeep/xds.sock',
      MESHKEEP_XDS_ADDRESS: '[::1]:18000',
      MESHKEEP_DATA_DIR: '/srv/meshkeep',
      MESHKEEP_ACCOUNT_ID: '123456789012',
      MESHKEEP_ACCESS_KEY_ID: 'AKIA',
      MESHKEEP_SECRET_ACCESS_KEY: 'secret',
      MESHKEEP_ADMIN_PASSWORD: 'letmein',
      MESHKEEP_REGION: '',
      MESHKEEP_QUOTA_PROXIES_PER_RESOURCE: '50',
      MESHKEEP_QUOTA_INSTANCES_PER_SERVICE: '7',
      MESHKEEP_ENVOY: '/opt/envoy',
    });
    expect(config).toMatchObject({
      envoy: '/opt/envoy',
      apiPort: 0,
      xdsSocket: '/run/meshkeep/xds.sock',
      xdsAddress: { host: '::1', port: 18000 },
      databasePath: '/srv/meshkeep/meshkeep.db',
      account: '123456789012',
      accessKey: { id: 'AKIA', secret: 'secret' },
      admin: { name: 'admin', password: 'letmein' },
      region: 'us-east-1',
    });
    expect(config.quotas).toEqual({ ...DEFAULT_QUOTAS, proxiesPerResource: 50 });
    expect(config.cloudMapQuotas).toEqual({ ...DEFAULT_CLOUD_MAP_QUOTAS, instancesPerService: 7 });
  });

  it.each([
    ['sqlite:/a/b.db', '/a/b.db'],
    ['sqlite:///a/b.db', '/a/b.db'],
    ['sqlite:b.db', path.resolve('b.db')],
    ['sqlite::memory:', ':memory:'],
  ])('reads the database address %s', (url, file) => {
    expect(readConfig({ MESHKEEP_DATABASE_URL: url }).databasePath).toBe(file);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', '1270.0.0.1'])('refuses to listen on %s without TLS', (host) => {
    const [problem] = problemsOf({ MESHKEEP_HOST: host });
    expect(problem).toContain(`MESHKEEP_HOST: ${host} is not a loopback address`);
    for (const setting of ['MESHKEEP_TLS_CERT', 'MESHKEEP_TLS_KEY', 'MESHKEEP_XDS_AUTH=required'])
      expect(problem).toContain(setting);
  });

  const protectedBy = { MESHKEEP_TLS_CERT: '/cert.pem', MESHKEEP_TLS_KEY: '/key.pem', MESHKEEP_XDS_AUTH: 'required' };

  it('listens anywhere with TLS and proxies that prove who they are, and names the one that is missing', () => {
    const address = { MESHKEEP_XDS_ADDRESS: 'meshkeep.example.org:18000' };
    const everywhere = { ...protectedBy, ...address, MESHKEEP_HOST: '0.0.0.0' };
    expect(readConfig(everywhere)).toMatchObject({ host: '0.0.0.0', apiUrl: 'https://localhost:4040' });
    const [noTls] = problemsOf({ MESHKEEP_HOST: '0.0.0.0', MESHKEEP_XDS_AUTH: 'required' });
    expect(noTls).not.toContain('MESHKEEP_XDS_AUTH');
    const [noAuth] = problemsOf({ ...everywhere, MESHKEEP_XDS_AUTH: 'optional' });
    expect(noAuth).not.toContain('MESHKEEP_TLS_CERT');
    expect(problemsOf({ ...protectedBy, MESHKEEP_HOST: '::' })).toEqual([
      expect.stringContaining('MESHKEEP_XDS_ADDRESS'),
    ]);
  });

  it.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('listens on %s', (host) => {
    expect(problemsOf({ MESHKEEP_HOST: host })).toEqual([]);
  });

  it.each([
    ['MESHKEEP_API_PORT', '65536'],
    ['MESHKEEP_XDS_PORT', 'abc'],
    ['MESHKEEP_CONSOLE_PORT', '-1'],
    ['MESHKEEP_ACCOUNT_ID', '123'],
    ['MESHKEEP_REGION', 'US EAST'],
    ['MESHKEEP_DATABASE_URL', 'mysql://x'],
    ['MESHKEEP_DATABASE_URL', 'postgres://x'],
    ['MESHKEEP_API_URL', 'localhost:4040'],
    ['MESHKEEP_XDS_ADDRESS', '127.0.0.1'],
    ['MESHKEEP_SECRET', 'short'],
    ['MESHKEEP_PREVIOUS_SECRET', 'short'],
    ['MESHKEEP_ACCESS_KEY_ID', 'AKIA'],
    ['MESHKEEP_CONSOLE_SECRET_ACCESS_KEY', 'secret'],
    ['MESHKEEP_TLS_CERT', '/cert.pem'],
    ['MESHKEEP_TLS_KEY', '/key.pem'],
    ['MESHKEEP_XDS_CLIENT_CA', '/ca.pem'],
    ['MESHKEEP_XDS_AUTH', 'maybe'],
    ['MESHKEEP_QUOTA_MESHES', 'many'],
  ])('names the setting %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  it('has a setting of its own for every quota', () => {
    const names = [...Object.keys(DEFAULT_QUOTAS), ...Object.keys(DEFAULT_CLOUD_MAP_QUOTAS)];
    expect(new Set(names).size).toBe(names.length);
  });

  it('tells all problems at once', () => {
    expect(problemsOf({ MESHKEEP_HOST: '10.0.0.1', MESHKEEP_API_PORT: 'x', MESHKEEP_ACCOUNT_ID: 'y' })).toHaveLength(3);
  });
});
