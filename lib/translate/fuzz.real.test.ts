import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Json, staticConfig, validateConfig } from '@/lib/envoy-check';
import {
  buildSnapshot,
  type HealthCheckPolicy,
  type HttpRouteHeader,
  type HttpRouteMatch,
  type InstanceDirectory,
  type Kind,
  type Listener,
  type Logging,
  type LoggingFormat,
  type PortProtocol,
  type Resource,
  type RouteSpec,
  type ServiceDiscovery,
  type VirtualNodeSpec,
  validateSpec,
} from '@/lib/model';
import { createTranslator, type ProxyProfile } from './index';
import { benchResource } from './testing/bench-mesh';
import { decoded, type Output } from './testing/case';

/**
 * Whatever the API takes, a real Envoy takes its rendering. Specs are made at random, with the nastiest texts and
 * numbers that the API table allows; those that the API refuses are not used.
 */
const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../.venv/bin/envoy');
const PROTOCOLS: readonly PortProtocol[] = ['http', 'http2', 'grpc', 'tcp'];
const NODES = ['n1', 'n2', 'n3', 'n-4', 'N1', 'ü', 'a b', 'x'.repeat(200)];

const nasty = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
  fc.constantFrom(
    '*',
    '%',
    '"',
    "'",
    '\\',
    '\n',
    '\r\n',
    '\0',
    ' ',
    ':',
    '::1',
    '{}',
    '(',
    '[',
    '(?!a)',
    '日本',
    '.',
    '..',
    '%41',
    '\u2028',
  ),
);
const bigNumber = fc.constantFrom(0, 1, 15, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER);
const duration = fc.record({ value: bigNumber, unit: fc.constantFrom('s' as const, 'ms' as const) });
const port = fc.constantFrom(1, 80, 443, 8080, 8081, 65535);

const textMatch = fc.oneof(
  fc.record({ exact: nasty }),
  fc.record({ prefix: nasty }),
  fc.record({ suffix: nasty }),
  fc.record({ regex: nasty }),
  fc.record({ range: fc.record({ start: fc.integer(), end: bigNumber }) }),
);
const header: fc.Arbitrary<HttpRouteHeader> = fc.record(
  { name: nasty, invert: fc.boolean(), match: textMatch },
  { requiredKeys: ['name'] },
);
const httpMatch: fc.Arbitrary<HttpRouteMatch> = fc.record(
  {
    prefix: nasty.map((text) => `/${text}`),
    method: fc.constantFrom('GET' as const, 'CONNECT' as const),
    scheme: fc.constantFrom('http' as const, 'https' as const),
    headers: fc.array(header, { minLength: 1, maxLength: 4 }),
    queryParameters: fc.array(
      fc.record({ name: nasty, match: fc.record({ exact: nasty }) }, { requiredKeys: ['name'] }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    port,
  },
  { requiredKeys: [] },
);
const pathMatch: fc.Arbitrary<HttpRouteMatch> = fc
  .oneof(fc.record({ exact: nasty.map((text) => `/${text}`) }), fc.record({ regex: nasty }))
  .map((path) => ({ path }));

const action = fc.record({
  weightedTargets: fc.array(
    fc.record(
      { virtualNode: fc.constantFrom(...NODES), weight: fc.constantFrom(0, 0, 1, 50, 100), port },
      { requiredKeys: ['virtualNode', 'weight'] },
    ),
    { minLength: 1, maxLength: 10 },
  ),
});
const retryPolicy = fc.record({
  maxRetries: bigNumber,
  perRetryTimeout: duration,
  httpRetryEvents: fc.array(fc.constantFrom('server-error', 'gateway-error', 'client-error', 'stream-error', 'odd'), {
    minLength: 1,
    maxLength: 5,
  }),
});
const timeout = fc.record({ perRequest: duration, idle: duration }, { requiredKeys: [] });

const httpRoute = fc.record(
  { match: fc.oneof(httpMatch, pathMatch), action, retryPolicy, timeout },
  { requiredKeys: ['match', 'action'] },
);
const grpcRoute = fc.record({
  match: fc.record(
    { serviceName: nasty, metadata: fc.array(header, { minLength: 1, maxLength: 3 }) },
    { requiredKeys: [] },
  ),
  action,
});
const routeSpec: fc.Arbitrary<RouteSpec> = fc.oneof(
  httpRoute.map((route) => ({ httpRoute: route })),
  httpRoute.map((route) => ({ http2Route: route })),
  grpcRoute.map((route) => ({ grpcRoute: route })),
  fc.record({ action, match: fc.record({ port }) }).map((route) => ({ tcpRoute: route })),
);

const healthCheck: fc.Arbitrary<HealthCheckPolicy> = fc.record(
  {
    protocol: fc.constantFrom(...PROTOCOLS),
    path: nasty,
    healthyThreshold: fc.integer({ min: 2, max: 10 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
    intervalMillis: fc.integer({ min: 5000, max: 300000 }),
    timeoutMillis: fc.integer({ min: 2000, max: 60000 }),
  },
  { requiredKeys: ['protocol', 'healthyThreshold', 'unhealthyThreshold', 'intervalMillis', 'timeoutMillis'] },
);
const listener: fc.Arbitrary<Listener> = fc.record(
  {
    portMapping: fc.record({ port, protocol: fc.constantFrom(...PROTOCOLS) }),
    healthCheck,
    tls: fc.constantFrom({
      mode: 'STRICT' as const,
      certificate: { file: { certificateChain: '/c', privateKey: '/k' } },
    }),
  },
  { requiredKeys: ['portMapping'] },
);
const preference = fc.constantFrom(
  'IPv6_PREFERRED' as const,
  'IPv4_PREFERRED' as const,
  'IPv4_ONLY' as const,
  'IPv6_ONLY' as const,
);
const discovery: fc.Arbitrary<ServiceDiscovery> = fc.oneof(
  fc.record({
    dns: fc.record({
      hostname: fc.oneof(nasty, fc.constantFrom('a.internal', '10.0.0.1', 'fd00::1', '1.2.3.4.', '::', 'a..b')),
      responseType: fc.constantFrom('LOADBALANCER' as const, 'ENDPOINTS' as const),
      ipPreference: preference,
    }),
  }),
  fc.record({ awsCloudMap: fc.record({ namespaceName: fc.constant('ns'), serviceName: fc.constantFrom('s1', 's2') }) }),
);
const fileLog = (path: string, format?: LoggingFormat): Logging => ({
  accessLog: { file: { path, ...(format && { format }) } },
});
const logging: fc.Arbitrary<Logging> = fc.oneof(
  nasty.map((text) => fileLog(text)),
  nasty.map((text) => fileLog('/dev/null', { text: `%PROTOCOL% ${text}` })),
  nasty.map((text) => fileLog('/dev/null', { json: [{ key: text, value: `%REQ(${text})%` }] })),
);
const nodeSpec: fc.Arbitrary<VirtualNodeSpec> = fc.record(
  { listeners: fc.array(listener, { minLength: 1, maxLength: 4 }), serviceDiscovery: discovery, logging },
  { requiredKeys: ['listeners', 'serviceDiscovery'] },
);
const routerSpec = fc.record({
  listeners: fc.array(fc.record({ portMapping: fc.record({ port, protocol: fc.constantFrom(...PROTOCOLS) }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

const mesh = fc.record({
  nodes: fc.tuple(...NODES.map(() => nodeSpec)),
  services: fc.uniqueArray(
    fc.record({ name: nasty, router: routerSpec, routes: fc.array(routeSpec, { minLength: 1, maxLength: 8 }) }),
    { selector: (service) => service.name, minLength: 3, maxLength: 12 },
  ),
  front: nodeSpec,
  allowAll: fc.boolean(),
  explicit: fc.boolean(),
});
type Mesh = typeof mesh extends fc.Arbitrary<infer M> ? M : never;

const profiles: Record<'intercept' | 'explicit', ProxyProfile> = {
  intercept: {
    envoyVersion: [1, 40],
    dataplane: { mode: 'intercept' },
    accessLog: { address: { host: 'control', port: 1 }, samplePercent: 12.5 },
  },
  explicit: {
    envoyVersion: [1, 40],
    dataplane: {
      mode: 'explicit',
      address: '127.0.0.1',
      listeners: [1, 80, 443, 8080].map((at) => ({
        port: at,
        ingressPort: 20000 + at,
        appAddress: '::1',
        appPort: at,
      })),
      egressPort: 20000,
      tcp: [],
    },
  },
};

const directory: InstanceDirectory = {
  instances: (_, service) =>
    ['1.2.3.4', 'fd00::1', '1.2.3', '::1::', '', '::ffff:1.2.3.4', '0.0.0.0'].map((address, index) => ({
      id: `${service}-${index}`,
      attributes: {
        AWS_INSTANCE_IPV4: address,
        AWS_INSTANCE_IPV6: address,
        AWS_INSTANCE_PORT: ['80', '0', 'x', '65536'][index % 4] ?? '',
      },
    })),
};

/** Resources of a random mesh, without those that the API would refuse. */
function resourcesOf({ nodes, services, front, allowAll }: Mesh): Resource[] {
  const backends = services.map(({ name }) => ({ virtualService: { virtualServiceName: name } }));
  const all = [
    benchResource('mesh', 'bench', { egressFilter: { type: allowAll ? 'ALLOW_ALL' : 'DROP_ALL' } }),
    ...nodes.map((spec, index) => benchResource('virtualNode', NODES[index] ?? '', spec)),
    benchResource('virtualNode', 'front', { ...front, backends }),
    ...services.flatMap(({ name, router, routes }) => [
      benchResource('virtualRouter', name, router),
      benchResource('virtualService', name, { provider: { virtualRouter: { virtualRouterName: name } } }),
      ...routes.map((spec, index) => benchResource('route', `r${index}`, spec, name)),
    ]),
  ] as Resource[];
  return all.filter((one) => validateSpec(one.kind as Kind, one.spec).length === 0);
}

const RUNS = Number(process.env.MESHKEEP_FUZZ_RUNS ?? 40);

it('what the API takes, Envoy takes', { timeout: 60_000 + RUNS * 6_000 }, async () => {
  const seen = { resources: 0, routes: 0 };
  await fc.assert(
    fc.asyncProperty(mesh, async (random) => {
      const resources = resourcesOf(random);
      seen.resources += resources.length;
      const config = createTranslator().render({
        snapshot: buildSnapshot({ account: '000000000000', region: 'us-east-1', mesh: 'bench' }, 1, resources),
        directory,
        resource: { kind: 'virtualNode', name: 'front' },
        profile: profiles[random.explicit ? 'explicit' : 'intercept'],
      });
      const list = (output: Output) => decoded(config, output) as Json[];
      const routes = list('routes');
      seen.routes += JSON.stringify(routes).split('"match"').length - 1;
      const { config: bootstrap } = staticConfig({
        clusters: list('clusters'),
        endpoints: list('endpoints'),
        listeners: list('listeners'),
        routes,
      });
      expect(await validateConfig(bootstrap, { binary })).toEqual({ ok: true, message: '' });
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MESHKEEP_FUZZ_SEED ? {} : { seed: 20261125 }) },
  );
  expect(seen.resources).toBeGreaterThan(1000);
  expect(seen.routes).toBeGreaterThan(500);
});
