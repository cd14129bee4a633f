import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePortRange } from './testing/free-ports';
import { waitForHttp } from './wait';

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** Starts the application and answers its address. */
async function startApp(env: Record<string, string>): Promise<string> {
  const port = await freePortRange(1);
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'app.ts')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', APP_PORT: String(port), ...env },
    stdio: 'ignore',
  });
  running.push(() => child.kill());
  await waitForHttp('the app', `http://127.0.0.1:${port}/ready`);
  return `http://127.0.0.1:${port}`;
}

/** A server that answers every request with `status` and what it saw. */
async function startServer(status: number): Promise<{ url: string; port: number }> {
  const server = http.createServer((request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-answer': 'kept' });
    response.end(JSON.stringify({ url: request.url, host: request.headers.host, tint: request.headers['x-tint'] }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  running.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

describe('the demo application', () => {
  it('answers with its name and version', async () => {
    const app = await startApp({ APP_NAME: 'eks-backend', APP_VERSION: 'v2' });
    const answer = await (await fetch(`${app}/orders?id=1`)).json();
    expect(answer).toMatchObject({ app: 'eks-backend', version: 'v2', path: '/orders?id=1' });
  });

  it('calls a service by its name through its proxy, and hands status, headers and body on', async () => {
    const proxy = await startServer(503);
    const app = await startApp({ HTTP_PROXY: proxy.url });
    const response = await fetch(`${app}/call/eks-backend.my-apps.svc.cluster.local/orders?id=1`, {
      headers: { 'x-tint': 'blue' },
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('x-answer')).toBe('kept');
    expect(await response.json()).toEqual({
      url: 'http://eks-backend.my-apps.svc.cluster.local:8080/orders?id=1',
      host: 'eks-backend.my-apps.svc.cluster.local:8080',
      tint: 'blue',
    });
  });

  it('calls the name itself where no proxy is set', async () => {
    const server = await startServer(200);
    const app = await startApp({ SERVICE_PORT: String(server.port) });
    const answer = await (await fetch(`${app}/call/127.0.0.1`)).json();
    expect(answer).toMatchObject({ url: '/', host: `127.0.0.1:${server.port}` });
  });

  it('answers 502 with the reason when nobody is there, and 400 without a name', async () => {
    const app = await startApp({ APP_NAME: 'eks-frontend' });
    const away = await fetch(`${app}/call/127.0.0.1:1`);
    expect(away.status).toBe(502);
    expect(await away.json()).toMatchObject({ error: expect.stringContaining('cannot reach 127.0.0.1:1') });
    expect((await fetch(`${app}/call/`)).status).toBe(400);
  });
});
