/** Real Envoys and applications for the mesh of scenario.ts. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { type EnvoyTls, eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './calls';
import type { Plane } from './plane';
import { explicitMetadata, MESH, registerInstances } from './scenario';

/** An application that counts the requests it gets, and answers as it is told. */
export class App {
  count = 0;
  /** Next answers: a status, or 200 when none is left. */
  readonly statuses: number[] = [];

  private constructor(
    readonly name: string,
    readonly server: Server,
  ) {}

  static async start(name: string): Promise<App> {
    const server = createServer((_, response) => {
      app.count += 1;
      response.statusCode = app.statuses.shift() ?? 200;
      response.end(name);
    });
    const app = new App(name, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    apps.push(app);
    return app;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
}

const apps: App[] = [];
afterEach(async () => {
  for (const { server } of apps.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

export interface Line {
  /** Egress port of `front`'s proxy. */
  egress: number;
  front: RealEnvoy;
  v1: App;
  v2: App;
}

/** Both targets with an application and an Envoy each, and `front`'s Envoy; ready when calls are answered. */
export async function startLine(
  plane: Pick<Plane, 'cloudMap'> & { xdsPort: number },
  options: { protocol?: 'delta' | 'sotw'; loadReports?: boolean; tls?: EnvoyTls; token?: string } = {},
): Promise<Line> {
  const { protocol = 'delta', loadReports = false, tls, token } = options;
  const [v1, v2] = [await App.start('v1'), await App.start('v2')];
  const ingress = { v1: await freePort(), v2: await freePort() };
  const egress = await freePort();
  await registerInstances(plane, ingress);
  const proxy = (node: string, metadata: Record<string, unknown>) =>
    RealEnvoy.start({
      xdsPort: plane.xdsPort,
      protocol,
      id: `mesh/${MESH}/virtualNode/${node}`,
      metadata,
      loadReports,
      ...(tls && { tls }),
      ...(token !== undefined && { token }),
    });
  const front = await proxy('front', explicitMetadata({ egress }));
  for (const app of [v1, v2]) {
    const own = { port: ingress[app.name as 'v1' | 'v2'], appPort: app.port };
    await proxy(`back-${app.name}`, explicitMetadata({ egress: await freePort(), ingress: own }));
  }
  await eventually(async () => (await callService(egress)).status === 200);
  return { egress, front, v1, v2 };
}
