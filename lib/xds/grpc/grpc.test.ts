import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptConnections, type Listening } from '../listen';
import { DEFAULT_XDS_LIMITS, Lobby } from '../lobby';
import type { CallHandler, GrpcCall } from './call';
import { FrameReader, framed } from './frames';
import { GrpcServer, type Pings } from './server';

const closing: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server with one method `/echo`, which sends each message back, and ends with what `end` says. */
async function start(more: Partial<Record<string, (call: GrpcCall) => CallHandler>> = {}, pings?: Pings) {
  const echo = (call: GrpcCall): CallHandler => ({
    message: (bytes) => call.send(framed(bytes)),
    end: () => call.finish(),
    closed: () => undefined,
  });
  const methods = new Map(Object.entries({ '/echo': echo, ...more }).flatMap(([path, m]) => (m ? [[path, m]] : [])));
  const server = new GrpcServer(methods as Map<string, (call: GrpcCall) => CallHandler>, pings);
  const lobby = new Lobby({ limits: DEFAULT_XDS_LIMITS, now: () => performance.now(), turnedAway: () => undefined });
  const listening: Listening = await acceptConnections({
    address: { host: '127.0.0.1', port: 0 },
    lobby,
    onConnection: (socket, guest) => server.serve(socket, guest),
  });
  closing.push(() => lobby.close());
  const client = connect(`http://127.0.0.1:${listening.port}`);
  client.on('error', () => undefined);
  closing.push(() => client.destroy());
  closing.push(() => server.close());
  closing.push(() => listening.close());
  return { client, server, port: listening.port };
}

function open(client: ClientHttp2Session, path: string, headers: Record<string, string> = {}): ClientHttp2Stream {
  const stream = client.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
  stream.on('error', () => undefined);
  return stream;
}

/** Everything that came, and the status. */
async function answer(
  stream: ClientHttp2Stream,
): Promise<{ status: string; message: string; body: Buffer; http: number }> {
  const chunks: Buffer[] = [];
  let headers: Record<string, unknown> = {};
  stream.on('response', (received) => {
    headers = { ...headers, ...received };
  });
  stream.on('trailers', (received) => {
    headers = { ...headers, ...received };
  });
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'close');
  return {
    status: String(headers['grpc-status']),
    message: decodeURIComponent(String(headers['grpc-message'] ?? '')),
    body: Buffer.concat(chunks),
    http: Number(headers[':status']),
  };
}

describe('GrpcServer', () => {
  it('passes messages on, however they are cut, and ends with OK', async () => {
    const { client } = await start();
    const stream = open(client, '/echo');
    const sent = Buffer.concat([
      framed(Buffer.from('one')),
      framed(Buffer.from('')),
      framed(Buffer.alloc(70_000, 'x')),
    ]);
    for (let at = 0; at < sent.length; at += 9_973) stream.write(sent.subarray(at, at + 9_973));
    stream.end();
    const received = await answer(stream);
    expect(received).toMatchObject({ status: '0', http: 200 });
    expect(received.body.equals(sent)).toBe(true);
  });

  it.each([
    ['an unknown method', '/nobody', framed(Buffer.from('x')), '12'],
    ['a method named as a member of every object', '/constructor', framed(Buffer.from('x')), '12'],
    ['a compressed message', '/echo', Buffer.from([1, 0, 0, 0, 1, 0]), '12'],
    ['a message above the limit', '/echo', Buffer.from([0, 0x7f, 0, 0, 0]), '8'],
  ])('answers %s with a status', async (_what, path, bytes, status) => {
    const { client } = await start();
    const stream = open(client, path);
    stream.write(bytes);
    expect(await answer(stream)).toMatchObject({ status, http: 200 });
  });

  it('answers what is no gRPC with 415', async () => {
    const { client } = await start();
    const stream = open(client, '/echo', { 'content-type': 'application/json' });
    stream.end();
    expect(await answer(stream)).toMatchObject({ http: 415 });
  });

  it('a service that throws ends its own call only', async () => {
    const boom = (): CallHandler => ({
      message: () => {
        throw new Error('secret detail');
      },
      end: () => undefined,
      closed: () => undefined,
    });
    const { client } = await start({ '/boom': boom });
    const broken = open(client, '/boom');
    broken.write(framed(Buffer.from('x')));
    const received = await answer(broken);
    expect(received.status).toBe('13');
    expect(received.message).not.toContain('secret');
    const fine = open(client, '/echo');
    fine.end(framed(Buffer.from('still')));
    expect((await answer(fine)).status).toBe('0');
  });

  it('carries any text in a status, and tells the end once', async () => {
    let closed = 0;
    const text = 'no: 100% メッシュ\nnext line';
    const refuse = (call: GrpcCall): CallHandler => ({
      message: () => {
        call.finish(7, text);
        call.finish(0);
        call.send(framed(Buffer.from('too late')));
      },
      end: () => call.finish(),
      closed: () => {
        closed++;
      },
    });
    const { client } = await start({ '/refuse': refuse });
    const stream = open(client, '/refuse');
    stream.write(framed(Buffer.from('x')));
    expect(await answer(stream)).toMatchObject({ status: '7', message: text, body: Buffer.alloc(0) });
    expect(closed).toBe(1);
  });

  it('tells a call that its client is gone', async () => {
    const gone = Promise.withResolvers<void>();
    const hello = Promise.withResolvers<void>();
    const wait = (): CallHandler => ({
      message: () => hello.resolve(),
      end: () => undefined,
      closed: () => gone.resolve(),
    });
    const { client } = await start({ '/wait': wait });
    const stream = open(client, '/wait');
    stream.write(framed(Buffer.from('x')));
    await hello.promise;
    client.destroy();
    await gone.promise;
  });

  it('cuts off a connection that answers no ping, and keeps one that does', async () => {
    const { client, port } = await start({}, { everyMs: 20, timeoutMs: 200 });
    const silent = connectTcp(port, '127.0.0.1');
    silent.on('error', () => undefined);
    silent.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    silent.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    silent.resume();
    await once(silent, 'close');
    expect([client.destroyed, client.closed]).toEqual([false, false]);
  });

  it('lives on when somebody speaks something else', async () => {
    const { client, port } = await start();
    const stranger = connectTcp(port, '127.0.0.1');
    stranger.on('error', () => undefined);
    stranger.resume();
    stranger.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(stranger, 'close');
    const stream = open(client, '/echo');
    stream.end(framed(Buffer.from('x')));
    expect((await answer(stream)).status).toBe('0');
  });

  it('survives clients that reset a stream while it is being answered', async () => {
    // Each is let in: of strangers a connection would bear a few only.
    const letIn = (call: GrpcCall): CallHandler => {
      call.admitted();
      return { message: () => undefined, end: () => call.finish(), closed: () => undefined };
    };
    const { client } = await start({ '/let-in': letIn });
    for (let round = 0; round < 4; round++) {
      const streams = Array.from({ length: 20 }, () => {
        const stream = open(client, '/let-in');
        stream.end(framed(Buffer.from('x')));
        stream.on('ready', () => stream.close(constants.NGHTTP2_CANCEL));
        return once(stream, 'close');
      });
      await Promise.all(streams);
    }
    const stream = open(client, '/echo');
    stream.end(framed(Buffer.from('still')));
    expect((await answer(stream)).status).toBe('0');
  });

  it('ends connections when it is closed', async () => {
    const { client, server } = await start();
    await once(client, 'connect');
    const ended = once(client, 'close');
    server.close();
    await ended;
  });
});

describe('FrameReader', () => {
  it('gives out nothing before a message is whole', () => {
    const reader = new FrameReader(100);
    const seen: string[] = [];
    const frame = framed(Buffer.from('hello'));
    for (const byte of frame) reader.read(Buffer.from([byte]), (message) => seen.push(message.toString()));
    expect(seen).toEqual(['hello']);
  });
});
