import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Json, staticConfig, validateConfig } from '@/lib/envoy-check';
import {
  buildSnapshot,
  type ClientPolicy,
  EMPTY_DIRECTORY,
  type GatewayRouteSpec,
  type HttpGatewayRoute,
  type Kind,
  type ListenerTls,
  type Resource,
  type VirtualGatewayListener,
  type VirtualNodeSpec,
  validateSpec,
} from '@/lib/model';
import { createTranslator, type ProxyProfile, type ProxyResource } from './index';
import { benchResource } from './testing/bench-mesh';
import { decoded, type Output } from './testing/case';

/**
 * As fuzz.real.test.ts, for gateways, TLS, pools and outlier detection: whatever the API takes, a real Envoy takes its
 * rendering, whatever texts and numbers it holds.
 */
const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../.venv/bin/envoy');
const RUNS = Number(process.env.MESHKEEP_FUZZ_RUNS ?? 25);

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.constantFrom('*', '*.org', '.', 'a*b', '%', '\\1', '\n', '\0', ' ', ':80', '日本', '/', 'x'.repeat(255), '%{}'),
);
const path = fc.oneof(
  text.map((one) => `/${one}`),
  fc.constantFrom('/', '/x', '/x/', '//'),
);
const number = fc.constantFrom(0, 1, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER);
const duration = fc.record({ value: number, unit: fc.constantFrom('s' as const, 'ms' as const) });
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const certificate = fc.oneof(
  fc.record({ file: fc.record({ certificateChain: text, privateKey: text }) }),
  fc.record({ sds: fc.record({ secretName: text }) }),
);
const names = optional(fc.record({ match: fc.record({ exact: fc.array(text, { maxLength: 3 }) }) }));
const trust = fc.oneof(
  fc.record({ file: fc.record({ certificateChain: text }) }),
  fc.record({ sds: fc.record({ secretName: text }) }),
);
const validation = fc.record({ trust, subjectAlternativeNames: names });
const tls = fc.record({
  mode: fc.constantFrom('STRICT' as const, 'PERMISSIVE' as const, 'DISABLED' as const),
  certificate: fc.oneof(certificate, fc.record({ acm: fc.record({ certificateArn: text }) })),
  validation: optional(validation),
});
const policy = fc.record({
  tls: optional(
    fc.record({
      certificate: optional(certificate),
      enforce: fc.boolean(),
      ports: fc.array(fc.constantFrom(80, 8080), { maxLength: 2 }),
      validation: fc.record({
        trust: fc.oneof(
          trust,
          fc.record({ acm: fc.record({ certificateAuthorityArns: fc.array(text, { minLength: 1, maxLength: 3 }) }) }),
        ),
        subjectAlternativeNames: names,
      }),
    }),
  ),
});
const protocol = fc.constantFrom('http' as const, 'http2' as const, 'grpc' as const);
const port = fc.constantFrom(80, 8080, 443, 15001);
const pool = {
  http: { maxConnections: 1, maxPendingRequests: 2 ** 40 },
  http2: { maxRequests: 2 ** 32 },
  grpc: { maxRequests: 1 },
};

const node = fc.record({
  listeners: fc.array(
    fc.record({
      portMapping: fc.record({ port, protocol: fc.oneof(protocol, fc.constant('tcp' as const)) }),
      tls: optional(tls),
      outlierDetection: optional(
        fc.record({
          maxServerErrors: fc.constantFrom(1, 2 ** 32, Number.MAX_SAFE_INTEGER),
          interval: duration,
          baseEjectionDuration: duration,
          maxEjectionPercent: fc.constantFrom(0, 50, 100),
        }),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  serviceDiscovery: fc.oneof(
    fc.record({ dns: fc.record({ hostname: fc.oneof(text, fc.constantFrom('a.internal', '10.0.0.1', 'fd00::1')) }) }),
    fc.record({
      awsCloudMap: fc.record({ namespaceName: text, serviceName: fc.oneof(text, fc.constant('y'.repeat(1000))) }),
    }),
  ),
});
const match = fc.record(
  {
    prefix: path,
    path: fc.oneof(fc.record({ exact: path }), fc.record({ regex: text })),
    hostname: fc.oneof(fc.record({ exact: text }), fc.record({ suffix: text })),
    headers: fc.array(fc.record({ name: text, invert: fc.boolean(), match: optional(fc.record({ regex: text })) }), {
      minLength: 1,
      maxLength: 2,
    }),
    queryParameters: fc.array(fc.record({ name: text, match: optional(fc.record({ exact: text })) }), {
      minLength: 1,
      maxLength: 2,
    }),
    port,
  },
  { requiredKeys: [] },
);
const rewrite = fc.record(
  {
    hostname: fc.record({ defaultTargetHostname: fc.constantFrom('ENABLED' as const, 'DISABLED' as const) }),
    prefix: fc.oneof(
      fc.record({ value: path }),
      fc.record({ defaultPrefix: fc.constantFrom('ENABLED' as const, 'DISABLED' as const) }),
    ),
    path: fc.record({ exact: path }),
  },
  { requiredKeys: [] },
);
const mesh = fc.record({
  nodes: fc.tuple(node, node),
  service: text,
  defaults: optional(policy),
  own: optional(policy),
  gateway: fc.array(
    fc.record({ portMapping: fc.record({ port, protocol }), tls: optional(tls), pooled: fc.boolean() }),
    { minLength: 1, maxLength: 3 },
  ),
  routes: fc.array(
    fc.record({
      match,
      rewrite: optional(rewrite),
      kind: fc.constantFrom('httpRoute', 'http2Route', 'grpcRoute'),
      port: optional(port),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});
type Mesh = typeof mesh extends fc.Arbitrary<infer M> ? M : never;

function gatewayRoute(
  { match: asked, rewrite: wanted, kind, port: targetPort }: Mesh['routes'][number],
  service: string,
) {
  const target = { virtualService: { virtualServiceName: service }, ...(targetPort && { port: targetPort }) };
  const action = { target, ...(wanted && { rewrite: wanted }) };
  if (kind !== 'grpcRoute') return { [kind]: { match: asked, action } as HttpGatewayRoute } as GatewayRouteSpec;
  const { hostname, port: on } = asked;
  const grpc = { ...(hostname && { hostname }), ...(on && { port: on }), serviceName: 'a.B' };
  return { grpcRoute: { match: grpc, action: { target } } } as GatewayRouteSpec;
}

/** Resources of a random mesh, without those that the API would refuse. */
function resourcesOf({ nodes, service, defaults, own, gateway, routes }: Mesh): Resource[] {
  const backend = { virtualServiceName: service, ...(own && { clientPolicy: own as ClientPolicy }) };
  const common = defaults && { backendDefaults: { clientPolicy: defaults as ClientPolicy } };
  const listeners = gateway.map(({ pooled, portMapping, tls: secured }) => ({
    portMapping,
    ...(secured && { tls: secured as ListenerTls }),
    ...(pooled && { connectionPool: { [portMapping.protocol]: pool[portMapping.protocol] } }),
  })) as VirtualGatewayListener[];
  const all = [
    benchResource('mesh', 'bench', {}),
    benchResource('virtualNode', 'one', nodes[0] as VirtualNodeSpec),
    benchResource('virtualNode', 'two', {
      ...nodes[1],
      backends: [{ virtualService: backend }],
      ...common,
    } as VirtualNodeSpec),
    benchResource('virtualService', service, { provider: { virtualNode: { virtualNodeName: 'one' } } }),
    benchResource('virtualGateway', 'edge', { listeners, ...common } as never),
    ...routes.map((route, index) => benchResource('gatewayRoute', `r${index}`, gatewayRoute(route, service), 'edge')),
  ] as Resource[];
  return all.filter((one) => validateSpec(one.kind as Kind, JSON.parse(JSON.stringify(one.spec))).length === 0);
}

const profile: ProxyProfile = { envoyVersion: [1, 40], dataplane: { mode: 'intercept' } };

it('what the API takes of gateways and TLS, Envoy takes', { timeout: 60_000 + RUNS * 8_000 }, async () => {
  const seen = { gateways: 0, contexts: 0 };
  await fc.assert(
    fc.asyncProperty(mesh, async (random) => {
      const resources = resourcesOf(random);
      const snapshot = buildSnapshot({ account: '000000000000', region: 'us-east-1', mesh: 'bench' }, 1, resources);
      for (const resource of [
        { kind: 'virtualNode', name: 'two' },
        { kind: 'virtualGateway', name: 'edge' },
      ] satisfies ProxyResource[]) {
        const config = createTranslator().render({ snapshot, directory: EMPTY_DIRECTORY, resource, profile });
        if (config.listener.size === 0) continue;
        const list = (output: Output) => decoded(config, output) as Json[];
        const all = {
          clusters: list('clusters'),
          endpoints: list('endpoints'),
          listeners: list('listeners'),
          routes: list('routes'),
        };
        seen.gateways += resource.kind === 'virtualGateway' ? 1 : 0;
        seen.contexts += JSON.stringify(all).split('TlsContext').length - 1;
        const { config: bootstrap } = staticConfig(all);
        expect(await validateConfig(bootstrap, { binary })).toEqual({ ok: true, message: '' });
      }
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MESHKEEP_FUZZ_SEED ? {} : { seed: 20261126 }) },
  );
  expect(seen.gateways).toBeGreaterThan(RUNS / 3);
  expect(seen.contexts).toBeGreaterThan(RUNS);
});
