/** The AWS emulator moto for one test file, clients of it, and a way to it that breaks on demand. */
import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { afterAll } from 'vitest';
import { freePort } from '@/lib/xds/testing/traffic';
import { startMotoProcess } from './moto-process';

const closers: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Starts moto at a free port of loopback; it ends with the test file. Answers its address. */
export async function startMoto(): Promise<string> {
  const moto = await startMotoProcess(await freePort());
  closers.push(moto.stop);
  return moto.url;
}

/** AWS's own client for it. */
export function motoClient(endpoint: string, region: string): ServiceDiscoveryClient {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const client = new ServiceDiscoveryClient({ endpoint, region, credentials, disableHostPrefix: true });
  closers.push(() => client.destroy());
  return client;
}

/** What goes wrong on the way: an answer of AWS's, an answer of somebody else, none, or no server at all. */
export type Fault = 'none' | 'server error' | 'throttled' | 'denied' | 'rubbish' | 'wrong json' | 'silent' | 'gone';

const aws = (status: number, type: string, message: string) => ({
  status,
  body: JSON.stringify({ __type: type, Message: message }),
});
const ANSWERS: Partial<Record<Fault, { status: number; body: string }>> = {
  'server error': aws(500, 'InternalFailure', 'An internal error has occurred'),
  throttled: aws(400, 'RequestLimitExceeded', 'Rate exceeded'),
  denied: aws(400, 'AccessDeniedException', 'User is not authorized to perform: servicediscovery:DiscoverInstances'),
  rubbish: { status: 200, body: '<html>welcome to the hotel network</html>' },
  'wrong json': { status: 200, body: '{"Instances": "none"}' },
};

/** A proxy before an AWS, which counts the operations that it was asked for and breaks as told. */
export class FaultyWay {
  fault: Fault = 'none';
  readonly asked: string[] = [];
  readonly #held = new Set<ServerResponse>();
  #url = '';

  get url(): string {
    return this.#url;
  }

  static async to(target: string): Promise<FaultyWay> {
    const way = new FaultyWay();
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        way.#answer(response, { target, body: Buffer.concat(chunks), headers: incoming.headers }),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    way.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    closers.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    return way;
  }

  #answer(
    response: ServerResponse,
    { target, body, headers }: { target: string; body: Buffer; headers: NodeJS.Dict<string | string[]> },
  ): void {
    this.asked.push(String(headers['x-amz-target']).split('.').at(-1) ?? '');
    if (this.fault === 'silent') return void this.#held.add(response);
    if (this.fault === 'gone') return void response.destroy();
    const canned = ANSWERS[this.fault];
    if (canned) {
      response.writeHead(canned.status, { 'content-type': 'application/x-amz-json-1.1' }).end(canned.body);
      return;
    }
    const outgoing = request(target, { method: 'POST', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    outgoing.end(body);
  }
}
