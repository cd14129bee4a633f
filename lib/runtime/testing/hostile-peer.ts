/** Ways to be a nuisance at the xDS port. Each comes from an address of its own, is bounded, and ends by itself. */
import { once } from 'node:events';
import { type ClientHttp2Session, constants, connect as http2Connect } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { create, toBinary } from '@bufbuild/protobuf';
import { DeltaDiscoveryRequestSchema } from '@/lib/envoy-api';
import { TYPE_URLS } from '@/lib/translate';

export interface Target {
  port: number;
  /** Another loopback address than that of honest proxies. */
  from: string;
  /** A token that is valid: what a workload that was taken over has. */
  token: string;
  /** What that token may stand for. */
  claim: string;
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
const ADS = '/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources';

/** What a nuisance does with one connection. It is over when the server ends it, or when the promise is kept. */
type Nuisance = (target: Target, index: number) => Promise<unknown>;

const closed = (socket: Socket | ClientHttp2Session) =>
  socket.destroyed ? Promise.resolve() : new Promise<void>((resolve) => socket.once('close', () => resolve()));

function tcp({ port, from }: Target): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => undefined);
  return socket;
}

function tls(target: Target): Socket {
  const socket = tlsConnect({ socket: tcp(target), rejectUnauthorized: false, ALPNProtocols: ['h2'] });
  socket.on('error', () => undefined);
  return socket;
}

function http2(target: Target): ClientHttp2Session {
  const session = http2Connect(`https://127.0.0.1:${target.port}`, { createConnection: () => tls(target) });
  session.on('error', () => undefined);
  return session;
}

function call(session: ClientHttp2Session, more: Record<string, string> = {}) {
  const headers = { ':method': 'POST', ':path': ADS, 'content-type': 'application/grpc', te: 'trailers', ...more };
  const stream = session.request(headers);
  stream.on('error', () => undefined);
  return stream;
}

/** A gRPC frame; it may promise more than it brings. */
function frame(bytes: Uint8Array, promised = bytes.length): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(promised, 1);
  return Buffer.concat([head, bytes]);
}

const hello = (id: string, names: string[] = []) =>
  frame(
    toBinary(
      DeltaDiscoveryRequestSchema,
      create(DeltaDiscoveryRequestSchema, {
        node: { id, cluster: 'c' },
        typeUrl: TYPE_URLS.cluster,
        resourceNamesSubscribe: names,
      }),
    ),
  );

/** An HTTP/2 frame head: length, type, flags, stream. */
function http2Frame(type: number, flags: number, payload: Buffer, stream = 1): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Speaks HTTP/2 by hand, over TLS. */
async function byHand(target: Target, frames: (Buffer | string)[]): Promise<void> {
  const socket = tls(target);
  const over = closed(socket);
  socket.resume();
  socket.once('secureConnect', () => {
    for (const bytes of [PREFACE, SETTINGS, ...frames]) if (socket.writable) socket.write(bytes);
  });
  await over;
}

/** By name: all of what a peer on the network can do, and what one can do that holds somebody's credential. */
export const NUISANCES: Record<string, Nuisance> = {
  'garbage without TLS': async (target, index) => {
    const socket = tcp(target);
    const over = closed(socket);
    socket.resume();
    socket.write(Buffer.alloc(64 * 1024, index));
    await over;
  },
  'a handshake that goes wrong': async (target) => {
    const socket = tcp(target);
    const over = closed(socket);
    socket.resume();
    socket.write(Buffer.concat([Buffer.from([0x16, 3, 1, 0x3f, 0xff, 1, 0, 0x3f, 0xfb]), Buffer.alloc(20_000, 0xff)]));
    await over;
  },
  'connections that say nothing': (target) =>
    Promise.all(Array.from({ length: 50 }, () => closed(tcp(target).resume()))),
  'a handshake byte by byte': async (target) => {
    const socket = tcp(target);
    const over = closed(socket);
    socket.resume();
    const timer = setInterval(() => socket.writable && socket.write(Buffer.from([0x16])), 200);
    await over;
    clearInterval(timer);
  },
  'TLS, and then nothing': (target) => closed(tls(target).resume()),
  'TLS, and then garbage': async (target) => {
    const socket = tls(target);
    const over = closed(socket);
    socket.resume();
    socket.once('secureConnect', () => socket.write(Buffer.alloc(64 * 1024, 0x41)));
    await over;
  },
  'headers byte by byte': async (target) => {
    const socket = tls(target);
    const over = closed(socket);
    socket.resume();
    socket.once('secureConnect', () => socket.write(Buffer.concat([Buffer.from(PREFACE), SETTINGS])));
    const timer = setInterval(() => socket.writable && socket.write(Buffer.from([0])), 200);
    await over;
    clearInterval(timer);
  },
  'headers without an end': (target) =>
    byHand(target, [
      http2Frame(1, 0, Buffer.alloc(16_000, 0x82)),
      ...Array.from({ length: 200 }, () => http2Frame(9, 0, Buffer.alloc(16_000, 0x82))),
    ]),
  'settings without an end': (target) =>
    byHand(
      target,
      Array.from({ length: 20_000 }, () => SETTINGS),
    ),
  'pings without an end': (target) =>
    byHand(
      target,
      Array.from({ length: 20_000 }, () => http2Frame(6, 0, Buffer.alloc(8), 0)),
    ),
  'streams that are reset at once': async (target) => {
    const session = http2(target);
    await Promise.race([once(session, 'connect'), closed(session)]).catch(() => undefined);
    for (let i = 0; i < 2000 && !session.destroyed; i++) {
      call(session).close(constants.NGHTTP2_CANCEL);
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    session.destroy();
  },
  'streams that say nothing': async (target) => {
    const session = http2(target);
    for (let i = 0; i < 90; i++) call(session);
    await closed(session);
  },
  'messages that never become whole': async (target) => {
    const session = http2(target);
    for (let i = 0; i < 20; i++) call(session).write(frame(Buffer.alloc(100 * 1024), 250 * 1024));
    await closed(session);
  },
  'messages that are too long': async (target) => {
    const session = http2(target);
    for (let i = 0; i < 20; i++) call(session).write(frame(Buffer.alloc(64 * 1024), 0x7fffffff));
    await closed(session);
  },
  'one made-up node after the other': async (target, index) => {
    const session = http2(target);
    for (let i = 0; i < 120 && !session.destroyed; i++) {
      const stream = call(session, { authorization: `Bearer mkpt_${index}x${i}_nothing` });
      stream.resume();
      stream.end(hello(`mesh/shop/virtualNode/made-up-${index}-${i}`));
      await closed2(stream);
    }
    session.destroy();
  },
  'a workload that was taken over: asks for everything and never reads': async (target) => {
    const session = http2(target);
    const names = Array.from({ length: 2000 }, (_, i) => `cluster-${i}`);
    for (let i = 0; i < 10; i++) {
      const stream = call(session, { authorization: `Bearer ${target.token}` });
      stream.pause();
      stream.write(hello(target.claim));
      for (let more = 0; more < 5; more++) stream.write(hello(target.claim, names));
    }
    // The server goes on reading: an answer to a ping says that it has taken all of that in.
    await Promise.race([closed(session), answered(session)]);
    session.destroy();
  },
};

/** One round trip. */
function answered(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => (session.destroyed ? resolve() : session.ping(() => resolve())));
}

function closed2(stream: NodeJS.EventEmitter & { destroyed?: boolean }): Promise<unknown> {
  return stream.destroyed ? Promise.resolve() : once(stream, 'close').catch(() => undefined);
}

/** Everything at once, this many times each. Resolves when all of it is over. */
export async function attack(target: Target, times: number): Promise<void> {
  const each = Object.values(NUISANCES).flatMap((nuisance) =>
    Array.from({ length: times }, (_, index) => nuisance(target, index)),
  );
  await Promise.all(each);
}
