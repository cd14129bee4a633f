import { describe, expect, it } from 'vitest';
import { type CloudMapClient, type Discovered, type ServiceNews, SourceError } from '@/lib/discovery';
import type { ConnectionRecord } from '@/lib/model';
import { ConnectionPoll, type KeptConnection } from './connection-poll';

const RECORD: ConnectionRecord = {
  id: 'c',
  account: '000000000000',
  region: 'us-east-1',
  name: 'prod',
  awsRegion: 'eu-central-1',
  pollSeconds: 10,
  callsPerSecond: 100,
  namespaces: [{ namespace: 'apps.local', awsNamespace: 'prod.local' }],
  createdAt: 0,
  createdBy: 'ada',
  changedAt: 0,
  changedBy: 'ada',
};
const BACKEND = { namespace: 'apps.local', service: 'backend' };
const one = (id: string) => ({ id, attributes: { AWS_INSTANCE_IPV4: '10.0.0.1' } });

/** A connection whose AWS is a function (the real protocol is in lib/runtime/aws-cloud-map.real.test.ts). */
function scene(
  answer: () => Discovered | Promise<Discovered>,
  options: { record?: Partial<ConnectionRecord>; kept?: KeptConnection } = {},
) {
  const news: ServiceNews[] = [];
  const asked: string[] = [];
  const clock = { now: Date.UTC(2026, 10, 26, 23, 59, 0) };
  const client: CloudMapClient = {
    instances: async ({ awsNamespace }, service) => {
      asked.push(`${awsNamespace} ${service}`);
      return answer();
    },
    revision: async () => (await answer()).revision ?? 0,
    close: () => undefined,
  };
  const poll = new ConnectionPoll(
    { ...RECORD, ...options.record },
    {
      client,
      now: () => clock.now,
      random: () => 0.5,
      put: (told) => news.push(told),
      changed: () => undefined,
      broken: (error) => {
        throw error;
      },
    },
    options.kept,
  );
  const turn = async (ms = 0) => {
    clock.now += ms;
    poll.tick(clock.now);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { poll, news, asked, clock, turn };
}

describe('a connection', () => {
  it('asks AWS by its own name of the namespace, and tells by ours', async () => {
    const { poll, news, asked, turn } = scene(() => ({ instances: [one('a')] }));
    poll.watch([BACKEND, { namespace: 'not.mapped', service: 'x' }]);
    await turn();
    expect(asked).toEqual(['prod.local backend']);
    expect(news).toEqual([{ namespaceName: 'apps.local', serviceName: 'backend', instances: [one('a')] }]);
  });

  it('counts its calls, of the day in UTC and of all time', async () => {
    const { poll, clock, turn } = scene(() => ({ instances: [one('a')], revision: 1 }));
    poll.watch([BACKEND]);
    await turn();
    await turn(10_000);
    expect(poll.state(clock.now).calls.today).toEqual({ instances: 1, revisions: 1 });
    await turn(60_000);
    expect(poll.state(clock.now).calls).toMatchObject({
      today: { instances: 0, revisions: 1 },
      total: { instances: 1, revisions: 2 },
    });
  });

  it('leaves what is known when AWS fails, and says so', async () => {
    let broken = false;
    const { poll, news, clock, turn } = scene(() => {
      if (broken) throw new SourceError('denied', 'is not authorized to perform: servicediscovery:DiscoverInstances');
      return { instances: [one('a')] };
    });
    poll.watch([BACKEND]);
    await turn();
    broken = true;
    await turn(10_000);
    expect(news).toHaveLength(1);
    const state = poll.state(clock.now);
    expect(state.status).toBe('failing');
    expect(state.services[0]).toMatchObject({ instances: 1, failure: { code: 'denied' } });
    expect(clock.now - (state.services[0]?.answeredAt ?? 0)).toBe(10_000);
  });

  it('takes a service that AWS does not know for one without instances', async () => {
    let gone = false;
    const { poll, news, turn } = scene(() => {
      if (gone) throw new SourceError('no-service', 'Service not found');
      return { instances: [one('a')] };
    });
    poll.watch([BACKEND]);
    await turn();
    gone = true;
    await turn(10_000);
    expect(news.at(-1)?.instances).toEqual([]);
  });

  it('keeps within its budget, and slows down when AWS says that calls come too fast', async () => {
    const services = Array.from({ length: 50 }, (_, i) => ({ namespace: 'apps.local', service: `s${i}` }));
    let throttle = false;
    const { poll, asked, turn } = scene(
      () => {
        if (throttle) throw new SourceError('throttled', 'Rate exceeded');
        return { instances: [] };
      },
      { record: { callsPerSecond: 10 } },
    );
    poll.watch(services);
    await turn();
    expect(asked).toHaveLength(10);
    throttle = true;
    await turn(1000);
    expect(asked).toHaveLength(20);
    await turn(500);
    expect(asked).toHaveLength(20);
    throttle = false;
    await turn(1500);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.length).toBeLessThanOrEqual(30);
  });

  it('begins with what was kept, and takes back what is not mapped any more', async () => {
    const known = (namespace: string) => ({ namespace, service: 'backend', instances: [one('a')], answeredAt: 1 });
    const calls = {
      day: '2026-11-26',
      today: { instances: 3, revisions: 0 },
      total: { instances: 9, revisions: 0 },
      since: 1,
    };
    const kept = { calls, services: [known('apps.local'), known('old.local')] };
    const { poll, news, clock } = scene(() => Promise.reject(new SourceError('away', 'no answer')), { kept });
    expect(news).toEqual([
      { namespaceName: 'apps.local', serviceName: 'backend', instances: [one('a')] },
      { namespaceName: 'old.local', serviceName: 'backend', instances: [] },
    ]);
    poll.watch([BACKEND]);
    expect(poll.state(clock.now)).toMatchObject({
      services: [{ instances: 1, answeredAt: 1 }],
      calls: { today: { instances: 3 }, total: { instances: 9 } },
    });
    expect(poll.kept(clock.now).services).toEqual([known('apps.local')]);
    poll.withdraw();
    expect(news.at(-1)).toEqual({ namespaceName: 'apps.local', serviceName: 'backend', instances: [] });
  });
});
