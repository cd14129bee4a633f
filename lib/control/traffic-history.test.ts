import { describe, expect, it } from 'vitest';
import { HISTORY_POINTS, type TrafficPoints, trafficHistorySchema } from '@/lib/model';
import { MeshHistory } from './traffic-history';

const front = { kind: 'virtualNode' as const, name: 'front' };
const place = { virtualRouter: 'back-router', route: 'back-route' };
const route = { kind: 'route' as const, parent: 'back-router', name: 'back-route' };
const v1 = { virtualNode: 'v1', port: 8080 };
const v2 = { virtualNode: 'v2', port: 8080 };
const sample = (at: number, failed = false) => ({ at, failed, weight: 1 });
const requests = (points: TrafficPoints | undefined) => points?.slice(-4).map((point) => point?.requests ?? 'gap');

/** A whole bucket ends here, far from the beginning of time. */
const NOW = 1_000_000;
const always = () => 0;
const never = () => undefined;

describe('MeshHistory', () => {
  it('counts the targets of a route, each for itself', () => {
    const history = new MeshHistory();
    history.routed(front, place, v1, sample(NOW - 15_000));
    history.routed(front, place, v1, sample(NOW - 14_000));
    history.routed(front, place, v2, sample(NOW - 5000, true));
    history.routed(front, { ...place, route: 'other' }, v2, sample(NOW - 5000));
    const read = history.read(route, NOW, always);
    expect(trafficHistorySchema.parse(read)).toEqual(read);
    expect(read.from).toBe(NOW - 300_000);
    expect(read.targets.map(({ virtualNode }) => virtualNode)).toEqual(['v1', 'v2']);
    expect(requests(read.targets[0]?.points)).toEqual([0, 2, 0, 0]);
    expect(read.targets[1]?.points.at(-1)).toEqual({ requests: 1, failed: 1 });
    expect(read.targets[0]?.points).toHaveLength(HISTORY_POINTS);
  });

  it('tells calls to who makes them and to the service that gets them', () => {
    const history = new MeshHistory();
    history.called(front, 'back.local', sample(NOW - 1000));
    const ofCaller = history.read(front, NOW, always).edges;
    expect(ofCaller).toMatchObject([{ caller: front, virtualService: 'back.local' }]);
    expect(history.read({ kind: 'virtualService', name: 'back.local' }, NOW, always).edges).toEqual(ofCaller);
    expect(history.read({ kind: 'virtualNode', name: 'other' }, NOW, always).edges).toEqual([]);
  });

  it('is zero where a caller that reports was connected, and a gap where none was', () => {
    const history = new MeshHistory();
    history.routed(front, place, v1, sample(NOW - 20_000));
    const line = (since: (of: { name: string }) => number | undefined) =>
      requests(history.read(route, NOW, since).targets[0]?.points);
    expect(line(never)).toEqual([1, 'gap', 'gap', 'gap']);
    expect(line(() => NOW - 9000)).toEqual([1, 'gap', 'gap', 0]);
    history.routed({ kind: 'virtualNode', name: 'second' }, place, v1, sample(NOW - 20_000));
    expect(
      line(({ name }) => (name === 'second' ? 0 : undefined)),
      'one of two is enough',
    ).toEqual([2, 0, 0, 0]);
  });

  it('says nothing of what nobody reported in five minutes', () => {
    const history = new MeshHistory();
    history.routed(front, place, v1, sample(NOW - 301_000));
    expect(history.read(route, NOW, always).targets).toEqual([]);
  });

  it('keeps so many lines at most, and makes room by what is out of date', () => {
    const history = new MeshHistory();
    const call = (service: number, at: number) => history.called(front, `service-${service}`, sample(at));
    for (let service = 0; service < 5001; service++) call(service, NOW - 1000);
    expect(history.read(front, NOW, always).edges).toHaveLength(5000);
    call(6000, NOW + 400_000);
    expect(history.read(front, NOW + 405_000, always).edges).toMatchObject([{ virtualService: 'service-6000' }]);
  });
});
