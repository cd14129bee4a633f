import { describe, expect, it } from 'vitest';
import { refusedNames } from './refusal';
import { FIRST, ID, lastRevision, loaded } from './testing/loaded';
import { cluster, config, listener, route } from './testing/resources';

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

describe('refused responses', () => {
  it('delta: sends the rest again, without the refused, and holds that back until its bytes change', async () => {
    const { harness, proxy } = await loaded('delta');
    const clusters = ['g1', 'bad', 'g2'].map((name) => cluster(name, '1'));
    harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, ...clusters] }), 2);
    const all = await proxy.expect('cluster');
    expect(all.names).toEqual(['g1', 'bad', 'g2']);
    proxy.nack(all, 'Error adding/updating cluster(s) bad: Protocol options\nsee goo.gle/debugonly');
    const rest = await proxy.expect('cluster');
    expect(rest.names).toEqual(['g1', 'g2']);
    proxy.ack(rest);
    expect(await proxy.drained()).toEqual([]);
    expect(harness.of('refused')).toMatchObject([
      { revision: 2, resourceType: 'cluster', resources: ['bad'], message: expect.stringContaining('goo.gle') },
    ]);
    expect(lastRevision(harness, 'cluster')).toBe(1);
    const [stream] = harness.server.streams(ID);
    expect([...(harness.server.acknowledged(stream?.streamId ?? '')?.cluster.keys() ?? [])]).toEqual([
      'c1',
      'c2',
      'g1',
      'g2',
    ]);

    harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, ...clusters] }), 3);
    await harness.until(() => lastRevision(harness, 'route') === 3);
    expect(await proxy.drained()).toEqual([]);

    const mended = [clusters[0], cluster('bad', '2'), clusters[2]].flatMap((one) => one ?? []);
    harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, ...mended] }), 4);
    const again = await proxy.expect('cluster');
    expect(again.names).toEqual(['bad']);
    proxy.ack(again);
    await harness.until(() => lastRevision(harness, 'cluster') === 4);
  });

  it('state of the world: the last accepted bytes stand in for a refused cluster', async () => {
    const { harness, proxy } = await loaded('sotw');
    const clusters = [FIRST.cluster[0], cluster('c2', 'bad'), cluster('c3', '1')].flatMap((one) => one ?? []);
    harness.server.publish(ID, config({ ...FIRST, cluster: clusters }), 2);
    const all = await proxy.expect('cluster');
    expect(all.names).toEqual(['c1', 'c2', 'c3']);
    proxy.nack(all, 'Error adding/updating cluster(s) c2: bad');
    const rest = await proxy.expect('cluster');
    expect(rest.names.sort()).toEqual(['c1', 'c2', 'c3']);
    expect(Buffer.from(rest.resources.get('c2') ?? [])).toEqual(Buffer.from(cluster('c2', '1').bytes));
    proxy.ack(rest);
    expect(await proxy.drained()).toEqual([]);
  });

  it('state of the world: a refused new listener is left out', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, listener: [listener('l1', '2'), listener('l2', '1')] }), 2);
    proxy.nack(await proxy.expect('listener'), 'Error adding/updating listener(s) l2: no\n');
    const rest = await proxy.expect('listener');
    expect(rest.names).toEqual(['l1']);
    proxy.ack(rest);
    expect(await proxy.drained()).toEqual([]);
  });

  it('one resource in the response is the refused one, whatever the text says', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, route: [route('r1', '2')] }), 2);
    proxy.nack(await proxy.expect('route'), 'Only unique values for domains are permitted');
    expect(await proxy.drained()).toEqual([]);
    expect(harness.of('refused')[0]?.resources).toEqual(['r1']);
    expect(lastRevision(harness, 'route')).toBe(1);
    harness.server.publish(ID, config(FIRST), 3);
    await harness.until(() => lastRevision(harness, 'route') === 3);
    expect(await proxy.drained()).toEqual([]);
  });

  it.each(['delta', 'sotw'] as const)(
    '%s: finds refused clusters by halving when the text blames none',
    async (protocol) => {
      const { harness, proxy } = await loaded(protocol);
      const clusters = names(9).map((name) => cluster(name, '1'));
      harness.server.publish(ID, config({ ...FIRST, cluster: [...FIRST.cluster, ...clusters] }), 2);
      let rounds = 0;
      for (;;) {
        const received = await proxy.drained();
        if (received.length === 0) break;
        for (const response of received) {
          rounds++;
          if (response.names.includes('n3') || response.names.includes('n7'))
            proxy.nack(response, 'something is wrong');
          else proxy.ack(response);
        }
      }
      const [stream] = harness.server.streams(ID);
      const has = [...(harness.server.acknowledged(stream?.streamId ?? '')?.cluster.keys() ?? [])];
      expect(has.sort()).toEqual(['c1', 'c2', 'n0', 'n1', 'n2', 'n4', 'n5', 'n6', 'n8']);
      expect(rounds).toBeLessThan(25);
      expect(harness.of('refused').flatMap((event) => event.resources)).toEqual(['n3', 'n7']);
    },
  );

  it('does not repeat a refused deletion for ever', async () => {
    const { harness, proxy } = await loaded('sotw');
    harness.server.publish(ID, config({ ...FIRST, listener: [], route: [] }), 2);
    proxy.nack(await proxy.expect('listener'), 'I keep it');
    expect(await proxy.drained()).toEqual([]);
    harness.server.publish(ID, config({ ...FIRST, listener: [listener('l2', '1')] }), 3);
    expect((await proxy.expect('listener')).names).toEqual(['l2']);
  });

  it('keeps refusals to the stream that refused', async () => {
    const { harness, proxy } = await loaded('delta');
    harness.server.publish(ID, config({ ...FIRST, listener: [listener('l1', '2')] }), 2);
    proxy.nack(await proxy.expect('listener'), 'l1');
    const other = harness.proxy('delta');
    other.delta('listener');
    expect((await other.expect('listener')).versions).toEqual(new Map([['l1', '2']]));
  });
});

describe('refusedNames', () => {
  it('takes the longest name, and no part of another', () => {
    const candidates = ['cds_a_http_80', 'cds_a_http_8080', 'cds_a', 'a'];
    expect(refusedNames('Error adding/updating cluster(s) cds_a_http_8080: bad', candidates)).toEqual([
      'cds_a_http_8080',
    ]);
    expect(refusedNames('cds_a_http_8080: bad, cds_a_http_80: worse', candidates).sort()).toEqual([
      'cds_a_http_80',
      'cds_a_http_8080',
    ]);
  });

  it('finds names with blanks, slashes and Japanese, and none in a text without', () => {
    const candidates = ['mesh with blank', 'a/b:c', 'サービス'];
    expect(refusedNames('x(s) a/b:c: 1\nmesh with blank: 2\nサービス: 3', candidates)).toHaveLength(3);
    expect(refusedNames('goo.gle/debugonly', candidates)).toEqual([]);
    expect(refusedNames('anything', [''])).toEqual([]);
  });
});
