/** What becomes of connections on which nobody is let in, while a proxy is connected. Over real sockets. */
import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { framed } from './grpc/frames';
import { DEFAULT_XDS_LIMITS } from './lobby';
import { METHODS } from './methods';
import { Harness } from './testing/harness';

const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function tcp(port: number, localAddress = '127.0.0.2'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  socket.resume();
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function http2(port: number): Promise<ClientHttp2Session> {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  closing.push(() => session.destroy());
  await once(session, 'connect');
  return session;
}

function call(session: ClientHttp2Session) {
  const headers = { ':method': 'POST', ':path': METHODS.delta, 'content-type': 'application/grpc', te: 'trailers' };
  const stream = session.request(headers);
  stream.on('error', () => undefined);
  stream.resume();
  return stream;
}

const start = (limits: Partial<typeof DEFAULT_XDS_LIMITS> = {}) =>
  Harness.start({ limits: { ...DEFAULT_XDS_LIMITS, ...limits } });

/** A proxy that was let in. */
async function guest(harness: Harness) {
  const proxy = harness.proxy('delta');
  proxy.delta('cluster');
  await harness.until(() => harness.of('connected').length > 0);
  return proxy;
}

const reasons = (harness: Harness) => harness.of('turnedAway').map(({ reason }) => reason);

describe('connections on which nobody is let in', () => {
  it('end after the time that they have, whatever they say meanwhile; a proxy that was let in stays', async () => {
    const harness = await start({ waitingMs: 200 });
    await guest(harness);
    const silent = await tcp(harness.port);
    const dripping = await tcp(harness.port);
    dripping.write(PREFACE);
    await Promise.all([once(silent, 'close'), once(dripping, 'close')]);
    expect(reasons(harness)).toEqual(['silent', 'silent']);
    expect(harness.of('turnedAway')[0]?.host).toBe('127.0.0.2');
    expect(harness.of('disconnected')).toEqual([]);
  });

  it('push out the oldest of their own address when that has more than its share', async () => {
    const harness = await start({ waitingPerAddress: 2 });
    await guest(harness);
    const [oldest, second] = [await tcp(harness.port), await tcp(harness.port)];
    const elsewhere = await tcp(harness.port, '127.0.0.3');
    const third = await tcp(harness.port);
    await once(oldest, 'close');
    expect(reasons(harness)).toEqual(['too-many']);
    expect([second, elsewhere, third].map(({ destroyed }) => destroyed)).toEqual([false, false, false]);
    expect(harness.of('disconnected')).toEqual([]);
  });

  it.each(['waiting', 'connections'] as const)(
    'of the address with most of them make room when there are too many (%s)',
    async (limit) => {
      const harness = await start({ [limit]: limit === 'waiting' ? 3 : 4 });
      await guest(harness);
      const few = await tcp(harness.port, '127.0.0.3');
      const many = [await tcp(harness.port), await tcp(harness.port)];
      const newest = await tcp(harness.port, '127.0.0.4');
      await once(many[0] ?? few, 'close');
      expect(reasons(harness)).toEqual(['too-many']);
      expect([few.destroyed, newest.destroyed]).toEqual([false, false]);
      expect(harness.of('disconnected')).toEqual([]);
    },
  );

  it('are ended at once when they come faster from one address than they may', async () => {
    const harness = await start({ waitingPerAddress: 2, perSecond: 1 });
    await guest(harness);
    for (let come = 0; come < 3; come += 1) {
      const socket = await tcp(harness.port);
      socket.destroy();
      await once(socket, 'close');
    }
    await once(await tcp(harness.port), 'close');
    expect(reasons(harness)).toEqual(['too-many']);
    expect((await tcp(harness.port, '127.0.0.3')).destroyed).toBe(false);
    expect(harness.of('disconnected')).toEqual([]);
  });

  it('are refused when every place is taken by proxies that were let in', async () => {
    const harness = await start({ connections: 1 });
    await guest(harness);
    await once(await tcp(harness.port), 'close');
    expect(reasons(harness)).toEqual(['too-many']);
    expect(harness.of('disconnected')).toEqual([]);
  });

  it('wait again once the last proxy on them is gone', async () => {
    const harness = await start({ waitingMs: 300 });
    await guest(harness);
    harness.server.endStreams({ code: 16, message: 'revoked' });
    await harness.until(() => reasons(harness).includes('silent'));
  });

  it('end when they open call after call, or hold unfinished messages', async () => {
    const harness = await start();
    await guest(harness);
    const caller = await http2(harness.port);
    const over = once(caller, 'close');
    const next = () => {
      if (caller.destroyed) return;
      const stream = call(caller);
      stream.end(framed(Buffer.from([0xff])));
      stream.on('close', next);
    };
    next();
    await over;
    const hoarder = await http2(harness.port);
    const gone = once(hoarder, 'close');
    for (let i = 0; i < 8; i++) {
      const stream = call(hoarder);
      stream.write(framed(Buffer.alloc(200 * 1024)).subarray(0, 150 * 1024));
    }
    await gone;
    await harness.until(() => reasons(harness).filter((reason) => reason === 'too-much').length === 2);
    expect(harness.of('disconnected')).toEqual([]);
  });

  it('that speak something else are counted', async () => {
    const harness = await start();
    const stranger = await tcp(harness.port);
    stranger.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await harness.until(() => reasons(harness).includes('garbage'));
  });
});

describe('a proxy that was let in', () => {
  it('may not ask for names without an end', async () => {
    const harness = await start();
    const proxy = harness.proxy('delta');
    proxy.delta('cluster');
    await harness.until(() => harness.of('connected').length > 0);
    proxy.delta('endpoint', { subscribe: Array.from({ length: 50_001 }, (_, i) => String(i)) });
    expect((await proxy.ended()).code).toBe(8);
  });
});
