import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listener } from '@/lib/model';
import { createTranslator } from './index';
import { type Backend, httpBackend } from './testing/backends';
import { call } from './testing/calls';
import { freePorts } from './testing/free-ports';
import { TestMesh } from './testing/mesh';
import { type RealEnvoy, startEnvoy } from './testing/real-envoy';

/** A listener, and one whose requests may take 300 ms; those with TLS are in tls.real.test.ts. */
const KINDS = ['plain', 'slow'] as const;
type Listening = (typeof KINDS)[number];

let application: Backend;
let envoy: RealEnvoy;
let ports: number[] = [];
const portOf = (kind: Listening) => ports[KINDS.indexOf(kind)] ?? 0;

function listenerOf(kind: Listening, index: number): Listener {
  return {
    portMapping: { port: 1000 + index, protocol: 'http' },
    ...(kind === 'slow' && { timeout: { http: { perRequest: { value: 300, unit: 'ms' } } } }),
  };
}

beforeAll(async () => {
  application = await httpBackend('application', (request, response) => {
    if (request.url !== '/never') response.end('application');
  });
  ports = await freePorts(KINDS.length + 1);
  const mesh = new TestMesh().node('app', { listeners: KINDS.map(listenerOf) });
  const config = createTranslator().render({
    snapshot: mesh.snapshot(),
    directory: mesh.directory(),
    resource: { kind: 'virtualNode', name: 'app' },
    profile: {
      envoyVersion: [1, 40],
      dataplane: {
        mode: 'explicit',
        address: '127.0.0.1',
        listeners: KINDS.map((kind, index) => ({
          port: 1000 + index,
          ingressPort: portOf(kind),
          appAddress: '127.0.0.1',
          appPort: application.port,
        })),
        egressPort: ports.at(-1) ?? 0,
        tcp: [],
      },
    },
  });
  envoy = await startEnvoy(config);
});

afterAll(async () => {
  await envoy?.stop();
  await application?.close();
});

describe('what a proxy lets in', () => {
  it.each(KINDS)('%s: requests reach the application', async (kind) => {
    expect(await call(portOf(kind), { host: 'anything' })).toEqual({ status: 200, body: 'application' });
  });

  it('a request takes no longer than its listener allows', async () => {
    expect((await call(portOf('slow'), { host: 'anything', path: '/never' })).status).toBe(504);
  });
});
