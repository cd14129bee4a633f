import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createXdsServer } from './server';
import { Harness, OPEN } from './testing/harness';
import { FIRST, ID, lastRevision, load, loaded } from './testing/loaded';
import { TestProxy } from './testing/proxy';
import { config, route } from './testing/resources';
import type { NodeInfo } from './types';

describe('streams', () => {
  it('hands the whole node to admission once, without its extensions', async () => {
    const seen: NodeInfo[] = [];
    const admit = (node: NodeInfo) => {
      seen.push(node);
      return { group: 'g' };
    };
    const harness = await Harness.start({ admission: { ...OPEN, admit } });
    harness.server.publish('g', config(FIRST), 1);
    const extensions = Array.from({ length: 600 }, (_, index) => ({ name: `envoy.extension.${index}` }));
    const proxy = harness.proxy('delta', {
      id: 'mesh/m/virtualNode/n',
      cluster: 'c',
      metadata: { meshkeep: { dataplane: 'explicit', egressPort: 15001 } },
      locality: { region: 'r', zone: 'z' },
      userAgentName: 'envoy',
      userAgentVersionType: {
        case: 'userAgentBuildVersion',
        value: { version: { majorNumber: 1, minorNumber: 40, patch: 2 } },
      },
      extensions,
    });
    await load(proxy);
    expect(seen).toEqual([
      {
        id: 'mesh/m/virtualNode/n',
        cluster: 'c',
        metadata: { meshkeep: { dataplane: 'explicit', egressPort: 15001 } },
        locality: { region: 'r', zone: 'z', subZone: '' },
        envoyVersion: [1, 40, 2],
        userAgentName: 'envoy',
      },
    ]);
    expect(harness.server.streams('g')).toMatchObject([{ group: 'g', delta: true, node: { cluster: 'c' } }]);
    expect(harness.server.streams('g')[0]?.peer.address).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it.each([3, 7, 8, 16] as const)('ends the stream with gRPC %i and the text of the rejection', async (code) => {
    const harness = await Harness.start({
      admission: { ...OPEN, admit: () => ({ code, message: `no: メッシュ ${code}` }) },
    });
    const proxy = harness.proxy('sotw');
    proxy.sotw('cluster');
    const status = await proxy.ended();
    expect(status.code).toBe(code);
    expect(decodeURI(status.details)).toBe(`no: メッシュ ${code}`);
    expect(harness.events).toEqual([]);
  });

  it('refuses a first request without node.id, and bytes that are no request', async () => {
    const harness = await Harness.start();
    const nameless = harness.proxy('delta', { id: '' });
    nameless.delta('cluster');
    expect(await nameless.ended()).toMatchObject({ code: 3, details: expect.stringContaining('node.id') });
    const garbage = harness.proxy('delta');
    garbage.raw(Buffer.from([0x0a, 0x7f, 0x01]));
    expect(await garbage.ended()).toMatchObject({ code: 3, details: expect.stringContaining('cannot be read') });
  });

  it('passes over types that are not served, and says so once in the log', async () => {
    const { harness, proxy } = await loaded('delta');
    const runtime = Buffer.from('\x12\x3btype.googleapis.com/envoy.service.runtime.v3.RuntimeXXXXXXX', 'latin1');
    proxy.raw(runtime);
    proxy.raw(runtime);
    expect(await proxy.drained()).toEqual([]);
    expect(harness.log).toEqual(['a proxy asks for a type that is not served']);
  });

  it('tells when a stream is gone, and forgets it', async () => {
    const { harness, proxy } = await loaded('delta');
    const streamId = harness.of('connected')[0]?.stream.streamId ?? '';
    expect(harness.server.acknowledged(streamId)?.route.get('r1')?.version).toBe('1');
    proxy.close();
    await harness.until(() => harness.of('disconnected').length === 1);
    expect(harness.of('disconnected')[0]).toMatchObject({ streamId, group: ID });
    expect(harness.server.streams(ID)).toEqual([]);
    expect(harness.server.acknowledged(streamId)).toBeUndefined();
  });

  it('withdraws a group: its streams end with the rejection, others stay', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish('other', config(FIRST), 1);
    const other = harness.proxy('delta', { id: 'other' });
    await load(other);
    harness.server.withdraw(ID, { code: 3, message: 'the virtual node was deleted' });
    expect(await proxy.ended()).toMatchObject({ code: 3, details: 'the virtual node was deleted' });
    expect(harness.server.streams(ID)).toEqual([]);
    harness.server.publish('other', config({ ...FIRST, route: [route('r1', '2')] }), 2);
    expect((await other.expect('route')).names).toEqual(['r1']);
  });

  it('a configuration that cannot be served ends its streams with INTERNAL, and no other', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish('other', config(FIRST), 1);
    const other = harness.proxy('delta', { id: 'other' });
    await load(other);
    const broken = {
      ...route('r1', '2'),
      get bytes(): Uint8Array {
        throw new Error('cannot be read');
      },
    };
    harness.server.publish(ID, config({ ...FIRST, route: [broken] }), 2);
    harness.server.publish('other', config({ ...FIRST, route: [route('r1', '2')] }), 2);
    expect((await proxy.ended()).code).toBe(13);
    expect((await other.expect('route')).names).toEqual(['r1']);
    expect(harness.log).toContain('xDS stream failed');
  });

  it('goes on when a listener of events throws', async () => {
    const harness = await Harness.start();
    harness.server.onEvent(() => {
      throw new Error('listener is broken');
    });
    harness.server.publish(ID, config(FIRST), 1);
    await load(harness.proxy('delta'));
    expect(harness.log).toContain('a listener of xDS events failed');
  });

  it('serves a Unix socket beside the port', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xds-'));
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const server = createXdsServer({
      admission: { ...OPEN, admit: () => ({ group: 'g' }) },
      clock: { now: () => 0 },
      logger,
    });
    await server.listen({ host: '127.0.0.1', port: 0, socketPath: join(folder, 's') });
    server.publish('g', config(FIRST), 1);
    const proxy = new TestProxy(`unix:${join(folder, 's')}`, 'delta');
    await load(proxy);
    expect(server.streams('g')[0]?.peer.address).toMatch(/^unix:\d+$/);
    proxy.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('says where it cannot listen', async () => {
    const harness = await Harness.start();
    await expect(harness.server.listen({ host: '127.0.0.1', port: harness.port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('a proxy that stops reading', () => {
  it('delays no other, and costs at most one response of a type', async () => {
    const { harness, proxy: stalled } = await loaded('delta');
    const other = harness.proxy('delta');
    await load(other);
    stalled.stall();
    const big = 'x'.repeat(200_000);
    for (let revision = 2; revision < 60; revision++) {
      harness.server.publish(ID, config({ ...FIRST, route: [route('r1', `${revision}${big}`)] }), revision);
      const routes = await other.expect('route');
      expect(routes.versions.get('r1')).toBe(`${revision}${big}`);
      other.ack(routes);
      await harness.until(() => lastRevision(harness, 'route') === revision);
    }
    expect(harness.of('disconnected')).toEqual([]);
    stalled.resume();
    expect((await stalled.expect('route')).versions.get('r1')).toBe(`2${big}`);
    expect(await stalled.drained()).toEqual([]);
  });
});
