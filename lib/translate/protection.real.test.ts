import { afterEach, describe, expect, it } from 'vitest';
import { createTranslator, type ProxyResource } from './index';
import { type Backend, httpBackend } from './testing/backends';
import { call } from './testing/calls';
import { freePorts } from './testing/free-ports';
import { TestMesh } from './testing/mesh';
import { type RealEnvoy, startEnvoy } from './testing/real-envoy';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function backend(...making: Parameters<typeof httpBackend>): Promise<Backend> {
  const made = await httpBackend(...making);
  cleanups.push(() => made.close());
  return made;
}

/** A proxy of a resource whose one listener, 1000, hands on to `appPort`; answers with its ports. */
async function start(mesh: TestMesh, resource: ProxyResource, appPort: number): Promise<{ in: number; out: number }> {
  const [ingressPort = 0, egressPort = 0] = await freePorts(2);
  const config = createTranslator().render({
    snapshot: mesh.snapshot(),
    directory: mesh.directory(),
    resource,
    profile: {
      envoyVersion: [1, 40],
      dataplane: {
        mode: 'explicit',
        address: '127.0.0.1',
        listeners: [{ port: 1000, ingressPort, appAddress: '127.0.0.1', appPort }],
        egressPort,
        tcp: [],
      },
    },
  });
  const envoy: RealEnvoy = await startEnvoy(config);
  cleanups.push(() => envoy.stop());
  return { in: ingressPort, out: egressPort };
}

const limited = {
  listeners: [
    {
      portMapping: { port: 1000, protocol: 'http' as const },
      connectionPool: { http: { maxConnections: 1, maxPendingRequests: 1 } },
    },
  ],
};

/** Answers when it is told to. */
async function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const app = await backend('app', (_, response) => void promise.then(() => response.end('app')));
  return { app, open: resolve };
}

/**
 * Sends one request, and three more while the application holds that: one of them may wait. Not before, since a request
 * that waits for its first connection counts as waiting too. Once it is refused what is too much, the gate opens.
 */
async function statusesThrough(port: number, app: Backend, open: () => void): Promise<number[]> {
  const held = call(port, { host: 'back.local' });
  await expect.poll(() => app.count, { timeout: 30_000 }).toBe(1);
  const asked = [1, 2, 3].map(() => call(port, { host: 'back.local' }));
  const first = await Promise.race(asked);
  expect(first.status).toBe(503);
  open();
  return (await Promise.all([held, ...asked])).map(({ status }) => status).sort();
}

describe('a connection pool', () => {
  it('of a node keeps what is too much from the application', async () => {
    const { app, open } = await gate();
    const proxy = await start(new TestMesh().node('app', limited), { kind: 'virtualNode', name: 'app' }, app.port);
    expect(await statusesThrough(proxy.in, app, open)).toEqual([200, 200, 503, 503]);
    expect(app.count).toBe(2);
  });

  it('of a gateway keeps what is too much from the mesh', async () => {
    const { app, open } = await gate();
    const all = { weightedTargets: [{ virtualNode: 'back', weight: 1 }] };
    const mesh = new TestMesh()
      .target('back', 'http', app.port)
      .service('back.local', 'http', 80, { all: { httpRoute: { match: { prefix: '/' }, action: all } } })
      .gateway('edge', limited, {
        all: {
          httpRoute: {
            match: { prefix: '/' },
            action: { target: { virtualService: { virtualServiceName: 'back.local' } } },
          },
        },
      });
    const proxy = await start(mesh, { kind: 'virtualGateway', name: 'edge' }, 1);
    expect(await statusesThrough(proxy.in, app, open)).toEqual([200, 200, 503, 503]);
    expect(app.count).toBe(2);
  });
});

describe('outlier detection', () => {
  it('stops asking an endpoint that fails, and only then', async () => {
    const good = await backend('good');
    const bad = await backend('bad', (_, response) => response.writeHead(500).end());
    const all = { weightedTargets: [{ virtualNode: 'back', weight: 1 }] };
    const detection = {
      maxServerErrors: 3,
      interval: { value: 1, unit: 's' },
      baseEjectionDuration: { value: 1, unit: 's' },
      maxEjectionPercent: 100,
    } as const;
    const mesh = new TestMesh()
      .target('back', 'http', [good.port, bad.port], {
        listeners: [{ portMapping: { port: 1000, protocol: 'http' }, outlierDetection: detection }],
      })
      .service('back.local', 'http', 80, { all: { httpRoute: { match: { prefix: '/' }, action: all } } })
      .node('front', { backends: [{ virtualService: { virtualServiceName: 'back.local' } }] });
    const { out } = await start(mesh, { kind: 'virtualNode', name: 'front' }, 1);
    const statuses: number[] = [];
    while (bad.count < 3) statuses.push((await call(out, { host: 'back.local' })).status);
    expect(statuses.filter((status) => status === 500)).toHaveLength(3);
    // For a second at least it is out, and these take a few milliseconds.
    const after = await Promise.all([1, 2, 3, 4, 5, 6].map(() => call(out, { host: 'back.local' })));
    expect(after.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    // It is asked again when its time is over.
    while (bad.count === 3) await call(out, { host: 'back.local' });
    expect(bad.count).toBe(4);
  });
});
