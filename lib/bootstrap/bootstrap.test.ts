import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BOOTSTRAP_FORMATS, bootstrapFileSchema } from '@/lib/model';
import { type BootstrapInput, createBootstrap, envoyBootstrap, parseResource, SIDECAR_VARIABLES } from './index';
import { GATEWAY, NODE } from './testing/examples';

const input = (more: Partial<BootstrapInput> = {}): BootstrapInput => ({
  resource: NODE,
  controlPlane: { host: '10.0.0.5', port: 18000 },
  credential: { type: 'none' },
  options: {},
  ...more,
});

/** The first file of one format, read. */
function written(format: 'ecs' | 'k8s' | 'envoy.yaml', more: Partial<BootstrapInput> = {}) {
  const { files, notes } = createBootstrap(input(more), [format]);
  return { parsed: parse(files[0]?.text ?? '', { version: '1.1' }), files, notes: notes.map(({ code }) => code) };
}

describe('the resource of a proxy', () => {
  it.each([
    ['mesh/m/virtualNode/n', { mesh: 'm', kind: 'virtualNode', name: 'n' }],
    ['mesh/m@123456789012/virtualGateway/g', { mesh: 'm@123456789012', kind: 'virtualGateway', name: 'g' }],
    [
      'arn:aws-cn:appmesh:cn-north-1:123456789012:mesh/m/virtualNode/a/b',
      { mesh: 'm', kind: 'virtualNode', name: 'a/b' },
    ],
  ])('%s', (text, expected) => {
    expect(parseResource(text)).toEqual({ nodeId: text, ...expected });
  });

  it.each([
    '',
    'n',
    'mesh/m',
    'mesh/m/virtualNode/',
    'mesh//virtualNode/n',
    'mesh/m/virtualRouter/r',
    'arn:aws:ecs:x:1:mesh/m/virtualNode/n',
  ])('says what is wrong with %j', (text) => {
    expect(parseResource(text)).toBeTypeOf('string');
  });
});

describe('a token', () => {
  const token = 'mkpt_secret';

  it('stands nowhere in what ECS gets, and once in what Kubernetes keeps as a secret', () => {
    const { files } = createBootstrap(input({ credential: { type: 'token', token } }), BOOTSTRAP_FORMATS);
    const holding = files.filter(({ text }) => text.includes(token)).map(({ name }) => name);
    expect(holding).toEqual(['envoy.yaml', 'start-envoy.sh', 'secret.yaml']);
    for (const file of files) bootstrapFileSchema.parse(file);
  });

  it('goes with access logs too: their cluster is there from the start', () => {
    const { bootstrap } = envoyBootstrap(input({ credential: { type: 'token', token } }));
    const { clusters } = bootstrap.static_resources as { clusters: { name: string }[] };
    expect(clusters.map(({ name }) => name)).toEqual(['xds', 'meshkeep_access_log']);
    expect(JSON.stringify(clusters[1])).toBe(JSON.stringify(clusters[0]).replaceAll('"xds"', '"meshkeep_access_log"'));
  });
});

describe('ECS', () => {
  it("is App Mesh's integration: user, proxy configuration, ports of the node", () => {
    const { parsed, notes } = written('ecs', { options: { appPorts: [8080, 9090], drainSeconds: 60 } });
    const [envoy] = parsed.containerDefinitions;
    expect(envoy).toMatchObject({ name: 'envoy', user: '1337', stopTimeout: 70 });
    expect(envoy.environment).toContainEqual({ name: 'APPMESH_RESOURCE_ARN', value: NODE.nodeId });
    expect(envoy.environment).toContainEqual({ name: 'APPMESH_XDS_ENDPOINT', value: '10.0.0.5:18000' });
    expect(parsed.proxyConfiguration.properties).toContainEqual({ name: 'AppPorts', value: '8080,9090' });
    expect(parsed.proxyConfiguration.properties).toContainEqual({ name: 'IgnoredUID', value: envoy.user });
    expect(notes).toEqual(['no-tls', 'app-depends-on']);
  });

  it('of a gateway intercepts nothing', () => {
    const { parsed, notes } = written('ecs', { resource: GATEWAY });
    expect(parsed.proxyConfiguration).toBeUndefined();
    expect(parsed.containerDefinitions[0].user).toBeUndefined();
    expect(notes).toEqual(['no-tls']);
  });

  it('asks for the ARN of the secret that holds the token', () => {
    const { parsed, notes } = written('ecs', { credential: { type: 'token', token: 't' } });
    expect(parsed.containerDefinitions[0].secrets).toEqual([
      { name: SIDECAR_VARIABLES.token, valueFrom: expect.stringContaining('secretsmanager') },
    ]);
    expect(notes).toContain('enter-secret-arn');
  });
});

describe('Kubernetes', () => {
  it('has texts only for variables, as Kubernetes reads YAML', () => {
    const { parsed, notes } = written('k8s', { options: { drainSeconds: 20 } });
    const { containers, initContainers } = parsed.spec.template.spec;
    const values = [...containers, ...initContainers].flatMap(({ env }) =>
      env.map((one: { value?: unknown }) => one.value),
    );
    expect(values.filter((value) => value !== undefined && typeof value !== 'string')).toEqual([]);
    expect(values).toContain('off');
    expect(notes).toEqual(['no-tls', 'no-listeners']);
  });

  it('of a gateway has no init container', () => {
    expect(written('k8s', { resource: GATEWAY }).parsed.spec.template.spec.initContainers).toBeUndefined();
  });

  it('names the secret so that Kubernetes takes it', () => {
    const resource = { ...NODE, name: `Front_End.${'x'.repeat(80)}` };
    const { files } = written('k8s', { resource, credential: { type: 'token', token: 't' } });
    expect(parse(files[1]?.text ?? '').metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });
});

describe('a plain connection', () => {
  it.each([
    [{ host: '10.0.0.5', port: 1 }, true],
    [{ host: '127.0.0.1', port: 1 }, false],
    [{ socket: '/x' }, false],
    [{ host: 'cp', port: 1, tls: { ca: { file: '/ca.pem' } } }, false],
  ] as const)('to %j is told: %s', (controlPlane, told) => {
    expect(written('envoy.yaml', { controlPlane }).notes.includes('no-tls')).toBe(told);
  });
});
