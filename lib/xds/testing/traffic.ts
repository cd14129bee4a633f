import { Agent, createServer, request, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach } from 'vitest';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A backend that answers with its name. Returns its port. */
export async function backend(name: string): Promise<number> {
  const server = createServer((_request, response) => response.end(name));
  await listen(server);
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return portOf(server);
}

/** A port that was free a moment ago, for an Envoy to listen at. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await listen(server);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: { listen(port: number, host: string, done: () => void): void }): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** One request; status 0 when the connection failed. */
export function call(port: number, agent?: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/', ...(agent && { agent }) }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => resolve({ status: 0, body }));
    });
    outgoing.on('error', (error) => resolve({ status: 0, body: error.message }));
    outgoing.end();
  });
}

/** Requests one after the other until told to stop; counts answers by body and what failed. */
export class Load {
  readonly answers = new Map<string, number>();
  readonly failures: string[] = [];
  total = 0;
  private stopped = false;
  private readonly done: Promise<void>;

  constructor(port: number) {
    const agent = new Agent({ keepAlive: true });
    this.done = this.run(port, agent);
    cleanups.unshift(() => this.stop());
  }

  private async run(port: number, agent: Agent): Promise<void> {
    while (!this.stopped) {
      const { status, body } = await call(port, agent);
      this.total++;
      if (status === 200) this.answers.set(body, (this.answers.get(body) ?? 0) + 1);
      else this.failures.push(`${status} ${body}`);
    }
    agent.destroy();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
  }
}
