/** What somebody who means harm does to the xDS port. Each attack is bounded, and over when its promise resolves. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect as http2Connect } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { create, toBinary } from '@bufbuild/protobuf';
import { DeltaDiscoveryRequestSchema } from '@/lib/envoy-api';
import { TYPE_URLS } from '@/lib/translate';

export interface Target {
  port: number;
  /** A node that is let in: what somebody inside can do. */
  node: string;
}

export type Attack = (target: Target) => Promise<void>;

const ADS = '/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources';
const HEADERS = { ':method': 'POST', ':path': ADS, 'content-type': 'application/grpc', te: 'trailers' };
/** The attacker does not care whom it speaks to. */
const TLS = { host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] };
/** Length that a TLS record or gRPC message claims and never has. */
const CLIENT_HELLO = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]);

/** The first of these events; errors are for those who listen to them. */
const first = (of: EventEmitter, ...events: string[]): Promise<unknown> =>
  Promise.race(events.map((event) => new Promise<void>((resolve) => of.once(event, () => resolve()))));
const quiet = <S extends Socket>(socket: S): S => socket.on('error', () => socket.destroy()).resume();
const ended = (socket: Socket): Promise<unknown> => (socket.closed ? Promise.resolve() : first(socket, 'close'));
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** A session that bears whatever comes back. */
function session(port: number, options: object = {}): ClientHttp2Session {
  const opened = http2Connect(`https://127.0.0.1:${port}`, { ...TLS, ...options });
  opened.on('error', () => opened.destroy());
  return opened;
}

function stream(opened: ClientHttp2Session, headers: Record<string, string> = HEADERS): ClientHttp2Stream | undefined {
  if (opened.destroyed || opened.closed) return undefined;
  const made = opened.request(headers);
  made.on('error', () => made.destroy());
  made.resume();
  return made;
}

const over = (made: ClientHttp2Stream | undefined): Promise<unknown> =>
  !made || made.closed || made.destroyed ? Promise.resolve() : first(made, 'close');

/** Everything that was sent before has been looked at, or the session is over. */
async function pinged(opened: ClientHttp2Session): Promise<void> {
  if (opened.destroyed) return;
  await Promise.race([new Promise((resolve) => opened.ping(resolve)), first(opened, 'close')]);
}

/** One after the other in this number of lanes: as fast as the other side takes them. */
async function inLanes(lanes: number, each: number, act: (lane: number) => Promise<unknown>): Promise<void> {
  await Promise.all(
    times(lanes, async (lane) => {
      for (let i = 0; i < each; i++) await act(lane);
    }),
  );
}

function firstRequest(node: string): Buffer {
  const message = create(DeltaDiscoveryRequestSchema, { node: { id: node }, typeUrl: TYPE_URLS.cluster });
  const bytes = toBinary(DeltaDiscoveryRequestSchema, message);
  const frame = Buffer.alloc(5 + bytes.length);
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, 5);
  return frame;
}

export const ATTACKS: Readonly<Record<string, Attack>> = {
  'bytes that are no TLS': ({ port }) =>
    inLanes(20, 20, async () => {
      const socket = quiet(connect(port, '127.0.0.1'));
      socket.write(randomBytes(16_384));
      await ended(socket);
    }),

  'thousands of connections whose handshake stops': async ({ port }) => {
    const sockets = times(3000, () => quiet(connect(port, '127.0.0.1')));
    for (const socket of sockets) socket.write(CLIENT_HELLO);
    await Promise.all(sockets.map((socket) => first(socket, 'connect', 'close')));
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map(ended));
  },

  'connections that say nothing after their handshake': async ({ port }) => {
    const sockets = times(200, () => quiet(tlsConnect({ ...TLS, port })));
    await Promise.all(sockets.map((socket) => first(socket, 'secureConnect', 'close')));
    for (const socket of sockets) socket.destroy();
  },

  'bytes that are no HTTP/2': ({ port }) =>
    inLanes(10, 10, async () => {
      const socket = quiet(tlsConnect({ ...TLS, port }));
      socket.once('secureConnect', () => socket.write(randomBytes(65_536)));
      await ended(socket);
    }),

  'headers without measure': ({ port }) =>
    inLanes(5, 5, async () => {
      const opened = session(port, { maxSendHeaderBlockLength: 1 << 20 });
      const flood = Object.fromEntries(times(60, (i) => [`x-flood-${i}`, 'x'.repeat(8000)]));
      await over(stream(opened, { ...HEADERS, ...flood }));
      opened.destroy();
    }),

  'messages that claim to be huge, and some that are': ({ port }) =>
    inLanes(5, 10, async () => {
      const opened = session(port);
      const claims = stream(opened);
      claims?.write(Buffer.from([0, 0xff, 0xff, 0xff, 0xff]));
      const long = stream(opened);
      const header = Buffer.alloc(5);
      header.writeUInt32BE(4_000_000, 1);
      long?.write(Buffer.concat([header, randomBytes(1_000_000)]));
      await Promise.all([over(claims), over(long)]);
      opened.destroy();
    }),

  'thousands of streams that say nothing': async ({ port }) => {
    const sessions = times(20, () => session(port));
    await Promise.all(sessions.map((opened) => first(opened, 'remoteSettings', 'close')));
    const streams = sessions.flatMap((opened) => times(250, () => stream(opened)));
    await Promise.all(sessions.map(pinged));
    for (const opened of sessions) opened.destroy();
    await Promise.all(streams.map(over));
  },

  'streams that are taken back at once': ({ port }) =>
    inLanes(5, 3, async () => {
      const opened = session(port);
      await first(opened, 'remoteSettings', 'close');
      for (let i = 0; i < 2000 && !opened.destroyed; i++) stream(opened)?.close(8);
      await pinged(opened);
      opened.destroy();
    }),

  'the names of thousands of nodes': ({ port }) => {
    const sessions = times(10, () => session(port));
    return inLanes(10, 200, async (lane) => {
      const opened = sessions[lane];
      const made = opened && stream(opened);
      made?.write(firstRequest(`mesh/${randomUUID()}/virtualNode/${randomUUID()}`));
      await over(made);
    }).finally(() => {
      for (const opened of sessions) opened.destroy();
    });
  },

  'requests of somebody who never reads': async ({ port, node }) => {
    const sessions = times(10, () => session(port));
    const request = firstRequest(node);
    await Promise.all(
      sessions.map(async (opened) => {
        const made = opened.request(HEADERS);
        made.on('error', () => made.destroy());
        made.pause();
        made.write(request);
        await first(made, 'response', 'close');
        for (let i = 0; i < 500 && !made.destroyed; i++) made.write(request);
        await pinged(opened);
      }),
    );
    for (const opened of sessions) opened.destroy();
  },
};
