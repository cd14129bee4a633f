import { describe, expect, it } from 'vitest';
import { MOST_INSTANCES, ServicePoll } from './service-poll';

const POLL_MS = 10_000;
const plain = (id: string) => ({ id, attributes: { AWS_INSTANCE_IPV4: '10.0.0.1' } });
const poll = () => new ServicePoll('apps.local', 'backend', () => 0.5);
const away = (at: number) => ({ code: 'away' as const, message: 'no answer', at });

describe('what AWS tells', () => {
  it('is the same list as long as nothing changed, in whatever order it comes', () => {
    const service = poll();
    const first = service.discovered({ instances: [plain('b'), plain('a')] }, 0, POLL_MS);
    expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(service.discovered({ instances: [plain('a'), plain('b')] }, 1, POLL_MS)).toBe(first);
    expect(service.discovered({ instances: [plain('a'), { ...plain('b'), health: 'HEALTHY' }] }, 2, POLL_MS)).not.toBe(
      first,
    );
  });
});

describe('when a service is asked for', () => {
  it('at once, then after the time between two questions, and never twice at the same time', () => {
    const service = poll();
    expect(service.isDue(0)).toBe(true);
    expect(service.ask(0)).toBe('instances');
    expect(service.isDue(50_000)).toBe(false);
    service.discovered({ instances: [plain('a')], revision: 7 }, 100, POLL_MS);
    expect(service.isDue(100 + POLL_MS - 1)).toBe(false);
    expect(service.isDue(100 + POLL_MS)).toBe(true);
  });

  it('by its revision where that tells everything; another one asks for the instances at once', () => {
    const service = poll();
    service.ask(0);
    service.discovered({ instances: [plain('a')], revision: 7 }, 0, POLL_MS);
    expect(service.ask(10_000)).toBe('revision');
    expect(service.revised(7, 10_001, POLL_MS)).toBe(true);
    expect(service.isDue(10_002)).toBe(false);
    expect(service.ask(20_000)).toBe('revision');
    expect(service.revised(8, 20_001, POLL_MS)).toBe(false);
    expect(service.isDue(20_001)).toBe(true);
    expect(service.ask(20_001)).toBe('instances');
  });

  it('whole where instances have health, which no revision tells, and where AWS gives none', () => {
    const healthy = poll();
    healthy.ask(0);
    healthy.discovered({ instances: [{ ...plain('a'), health: 'UNHEALTHY' }], revision: 7 }, 0, POLL_MS);
    expect(healthy.ask(10_000)).toBe('instances');
    const without = poll();
    without.ask(0);
    without.discovered({ instances: [plain('a')] }, 0, POLL_MS);
    expect(without.ask(10_000)).toBe('instances');
  });

  it('whole every five minutes, since a health check may have been set', () => {
    const service = poll();
    service.ask(0);
    service.discovered({ instances: [plain('a')], revision: 7 }, 0, POLL_MS);
    expect(service.ask(299_999)).toBe('revision');
    service.revised(7, 299_999, POLL_MS);
    expect(service.ask(310_000)).toBe('instances');
  });

  it('later and later after failures, a minute at most; at its pace again after an answer', () => {
    const service = poll();
    let now = 0;
    const waits = [1, 2, 3, 4, 5].map(() => {
      service.ask(now);
      service.failed(away(now), POLL_MS);
      const wait = service.dueAt - now;
      now = service.dueAt;
      return wait;
    });
    expect(waits).toEqual([20_000, 40_000, 60_000, 60_000, 60_000]);
    service.discovered({ instances: [] }, now, POLL_MS);
    expect(service.dueAt - now).toBe(POLL_MS);
  });
});

describe('what is known of a service', () => {
  it('stays when AWS fails, with its age and the reason', () => {
    const service = poll();
    service.discovered({ instances: [plain('b'), plain('a')], revision: 1 }, 100, POLL_MS);
    service.failed(away(5000), POLL_MS);
    expect(service.view()).toEqual({
      namespace: 'apps.local',
      service: 'backend',
      instances: 2,
      answeredAt: 100,
      failure: away(5000),
      truncated: false,
    });
    expect(service.known()?.instances.map(({ id }) => id)).toEqual(['a', 'b']);
    service.discovered({ instances: [plain('a')] }, 6000, POLL_MS);
    expect(service.view()).toMatchObject({ instances: 1, answeredAt: 6000 });
    expect(service.view().failure).toBeUndefined();
  });

  it('begins with what an earlier run knew, and asks all the same', () => {
    const service = poll();
    service.restore({
      namespace: 'apps.local',
      service: 'backend',
      instances: [plain('a')],
      revision: 3,
      answeredAt: 1,
    });
    expect(service.view()).toMatchObject({ instances: 1, answeredAt: 1 });
    expect(service.isDue(0)).toBe(true);
    expect(service.ask(0)).toBe('instances');
  });

  it('says when AWS may have left instances out', () => {
    const service = poll();
    service.discovered({ instances: Array.from({ length: MOST_INSTANCES }, (_, i) => plain(`i${i}`)) }, 0, POLL_MS);
    expect(service.view().truncated).toBe(true);
  });
});
