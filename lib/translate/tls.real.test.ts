/**
 * TLS between real Envoys: a proxy in front of an application with a listener of each kind, and proxies of callers with
 * each policy. What must not get in is counted at the application itself.
 */

import { readFile } from 'node:fs/promises';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend as BackendSpec, ClientPolicy, ListenerTls, VirtualNodeSpec } from '@/lib/model';
import { createTranslator, type ProxyResource } from './index';
import { type Backend, grpcBackend, httpBackend, tcpBackend } from './testing/backends';
import { call, grpcCall, readAll } from './testing/calls';
import { TestAuthority, type TestCertificate } from './testing/certificates';
import { freePorts } from './testing/free-ports';
import { TestMesh } from './testing/mesh';
import { type RealEnvoy, startEnvoy } from './testing/real-envoy';

const KINDS = ['plain', 'permissive', 'strict', 'mutual', 'named', 'grpc', 'tcp'] as const;
type Kind = (typeof KINDS)[number];
const SPIFFE = 'spiffe://test/front';

let authority: TestAuthority;
let other: TestAuthority;
let server: TestCertificate;
let client: TestCertificate;
let stranger: TestCertificate;
let application: Backend;
let grpc: Backend;
let tcp: Backend;
let ingress: number[] = [];
const envoys: RealEnvoy[] = [];
const portOf = (kind: Kind) => ingress[KINDS.indexOf(kind)] ?? 0;

const protocolOf = (kind: Kind) => (kind === 'grpc' ? 'grpc' : kind === 'tcp' ? 'tcp' : 'http');
const file = ({ chain, key }: TestCertificate) => ({ file: { certificateChain: chain, privateKey: key } });
const trust = (of: TestAuthority) => ({ file: { certificateChain: of.path } });

function tlsOf(kind: Kind): ListenerTls | undefined {
  const certificate = file(server);
  const validation = { trust: trust(authority) };
  const kinds: Record<Kind, ListenerTls | undefined> = {
    plain: undefined,
    permissive: { mode: 'PERMISSIVE', certificate },
    strict: { mode: 'STRICT', certificate },
    mutual: { mode: 'STRICT', certificate, validation },
    named: {
      mode: 'STRICT',
      certificate,
      validation: { ...validation, subjectAlternativeNames: { match: { exact: [SPIFFE] } } },
    },
    grpc: { mode: 'STRICT', certificate },
    tcp: { mode: 'STRICT', certificate },
  };
  return kinds[kind];
}

/** One node for each kind, found at its port; its certificate is for `back.test`, by which they are all found. */
function mesh(): TestMesh {
  const made = new TestMesh();
  KINDS.forEach((kind, index) => {
    const tls = tlsOf(kind);
    made.target(kind, protocolOf(kind), portOf(kind), {
      listeners: [{ portMapping: { port: 1000 + index, protocol: protocolOf(kind) }, ...(tls && { tls }) }],
      serviceDiscovery: {
        awsCloudMap: { namespaceName: 'test', serviceName: 'back', attributes: [{ key: 'kind', value: kind }] },
      },
    });
    const action = { weightedTargets: [{ virtualNode: kind, weight: 1 }] };
    const route =
      kind === 'tcp'
        ? { tcpRoute: { action } }
        : kind === 'grpc'
          ? { grpcRoute: { match: {}, action } }
          : { httpRoute: { match: { prefix: '/' }, action } };
    made.service(`${kind}.local`, protocolOf(kind), 80, { all: route });
  });
  return made;
}

async function start(made: TestMesh, resource: ProxyResource, listeners: number[][]): Promise<[number, number]> {
  const [egressPort = 0, tcpPort = 0] = await freePorts(2);
  const envoy = await startEnvoy(
    createTranslator().render({
      snapshot: made.snapshot(),
      directory: {
        instances: () =>
          KINDS.map((kind) => ({
            id: kind,
            attributes: { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(portOf(kind)), kind },
          })),
      },
      resource,
      profile: {
        envoyVersion: [1, 40],
        dataplane: {
          mode: 'explicit',
          address: '127.0.0.1',
          listeners: listeners.map(([port = 0, ingressPort = 0, appPort = 0]) => {
            return { port, ingressPort, appAddress: '127.0.0.1', appPort };
          }),
          egressPort,
          tcp: [{ virtualService: 'tcp.local', port: 80, localPort: tcpPort }],
        },
      },
    }),
  );
  envoys.push(envoy);
  return [egressPort, tcpPort];
}

/** Starts a caller with these policies; answers with the ports for HTTP and TCP. */
function caller(policy: ClientPolicy | undefined, own: Partial<Record<Kind, ClientPolicy>> = {}) {
  const backends: BackendSpec[] = KINDS.map((kind) => ({
    virtualService: { virtualServiceName: `${kind}.local`, ...(own[kind] && { clientPolicy: own[kind] }) },
  }));
  const spec: VirtualNodeSpec = { backends, ...(policy && { backendDefaults: { clientPolicy: policy } }) };
  return start(mesh().node('front', spec), { kind: 'virtualNode', name: 'front' }, []);
}

beforeAll(async () => {
  authority = await TestAuthority.create();
  other = await TestAuthority.create();
  server = await authority.issue('server', 'back.test');
  client = await authority.issue('client', SPIFFE, 'front.test');
  stranger = await authority.issue('stranger', 'spiffe://test/stranger');
  application = await httpBackend('application');
  grpc = await grpcBackend('grpc');
  tcp = await tcpBackend('tcp');
  ingress = await freePorts(KINDS.length);
  const behind = { grpc: grpc.port, tcp: tcp.port } as Partial<Record<Kind, number>>;
  const listeners = KINDS.map((kind, index) => [1000 + index, portOf(kind), behind[kind] ?? application.port]);
  const app = new TestMesh().node('app', {
    listeners: KINDS.map((kind, index) => {
      const tls = tlsOf(kind);
      return { portMapping: { port: 1000 + index, protocol: protocolOf(kind) }, ...(tls && { tls }) };
    }),
  });
  await start(app, { kind: 'virtualNode', name: 'app' }, listeners);
});

afterAll(async () => {
  for (const envoy of envoys) await envoy.stop();
  for (const backend of [application, grpc, tcp]) await backend?.close();
  for (const one of [authority, other]) await one?.close();
});

describe('a plain request', () => {
  it.each(['plain', 'permissive'] as const)('reaches the application behind %s', async (kind) => {
    expect(await call(portOf(kind), { host: 'any' })).toEqual({ status: 200, body: 'application' });
  });

  it.each(['strict', 'mutual', 'named'] as const)('never gets through %s', async (kind) => {
    const before = application.count;
    await expect(call(portOf(kind), { host: 'any' })).rejects.toThrow();
    expect(application.count).toBe(before);
  });

  it('never gets through a strict TCP or gRPC listener', async () => {
    const before = grpc.count;
    // Envoy calls a TCP application before the handshake is over, but hands on nothing either way; an alert may come back.
    expect(await readAll(portOf('tcp'), 'in plain text\n')).not.toContain('tcp');
    await expect(grpcCall(portOf('grpc'), { host: 'any' })).rejects.toThrow();
    expect(grpc.count).toBe(before);
  });
});

describe('a caller without a policy', () => {
  it('does as the server does, and fails where it would need a certificate', async () => {
    const [http, tcpPort] = await caller(undefined);
    for (const kind of ['plain', 'permissive', 'strict']) {
      expect([kind, (await call(http, { host: `${kind}.local` })).status]).toEqual([kind, 200]);
    }
    for (const kind of ['mutual', 'named']) {
      expect([kind, (await call(http, { host: `${kind}.local` })).status]).toEqual([kind, 503]);
    }
    expect(await grpcCall(http, { host: 'grpc.local' })).toMatchObject({ grpcStatus: '0', target: 'grpc' });
    expect(await readAll(tcpPort)).toBe('tcp');
  });
});

describe('a caller with a policy', () => {
  it('that is enforced speaks TLS, and to nobody who does not', async () => {
    const [http, tcpPort] = await caller({ tls: { validation: { trust: trust(authority) } } });
    for (const kind of ['permissive', 'strict']) {
      expect([kind, (await call(http, { host: `${kind}.local` })).status]).toEqual([kind, 200]);
    }
    const before = application.count;
    expect((await call(http, { host: 'plain.local' })).status).toBe(503);
    expect(application.count).toBe(before);
    expect(await readAll(tcpPort)).toBe('tcp');
  });

  it('that is not enforced does as the server does, but looks at what it shows', async () => {
    const [http] = await caller({ tls: { enforce: false, validation: { trust: trust(other) } } });
    expect((await call(http, { host: 'plain.local' })).status).toBe(200);
    expect((await call(http, { host: 'strict.local' })).status).toBe(503);
  });

  it('trusts nobody but its authority, and no other name than the one it looked for', async () => {
    const names = (exact: string[]) => ({
      tls: { validation: { trust: trust(authority), subjectAlternativeNames: { match: { exact } } } },
    });
    const [http] = await caller(
      { tls: { validation: { trust: trust(other) } } },
      { permissive: names(['somebody.else']), plain: names(['back.test']), grpc: names(['nobody', 'back.test']) },
    );
    expect((await call(http, { host: 'strict.local' })).status).toBe(503);
    expect((await call(http, { host: 'permissive.local' })).status).toBe(503);
    expect(await grpcCall(http, { host: 'grpc.local' })).toMatchObject({ target: 'grpc' });
  });

  it('shows its certificate where it is asked for, and the server looks whose it is', async () => {
    const validation = { trust: trust(authority) };
    const [http] = await caller({ tls: { validation, certificate: file(client) } });
    expect((await call(http, { host: 'mutual.local' })).status).toBe(200);
    expect((await call(http, { host: 'named.local' })).status).toBe(200);
    const [wrong] = await caller({ tls: { validation, certificate: file(stranger) } });
    expect((await call(wrong, { host: 'mutual.local' })).status).toBe(200);
    expect((await call(wrong, { host: 'named.local' })).status).toBe(503);
  });

  it('for some ports leaves the others as the server is', async () => {
    const [http] = await caller({ tls: { ports: [1001], validation: { trust: trust(other) } } });
    expect((await call(http, { host: 'permissive.local' })).status).toBe(503);
    expect((await call(http, { host: 'strict.local' })).status).toBe(200);
    expect((await call(http, { host: 'plain.local' })).status).toBe(200);
  });
});

describe('a gateway', () => {
  it('takes TLS alone where it is strict, and calls its targets by its policy', async () => {
    const [port = 0] = await freePorts(1);
    const edge = await authority.issue('edge', 'edge.test');
    const made = mesh().gateway(
      'edge',
      {
        listeners: [{ portMapping: { port: 443, protocol: 'http' }, tls: { mode: 'STRICT', certificate: file(edge) } }],
        backendDefaults: { clientPolicy: { tls: { validation: { trust: trust(authority) } } } },
      },
      {
        all: {
          httpRoute: {
            match: { prefix: '/' },
            action: { target: { virtualService: { virtualServiceName: 'strict.local' } } },
          },
        },
      },
    );
    await start(made, { kind: 'virtualGateway', name: 'edge' }, [[443, port, 1]]);
    await expect(call(port, { host: 'edge.test' })).rejects.toThrow();
    expect(await tlsGet(port)).toContain('200 OK');
  });
});

/** One request over TLS, to a server that must show a certificate for `edge.test`. */
async function tlsGet(port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const ca = await readFile(authority.path);
  const socket = connectTls({ host: '127.0.0.1', port, ca, servername: 'edge.test', ALPNProtocols: ['http/1.1'] });
  socket.on('secureConnect', () => socket.write('GET / HTTP/1.1\r\nhost: edge.test\r\nconnection: close\r\n\r\n'));
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  socket.on('error', reject);
  socket.on('end', () => resolve(text));
  return promise;
}
