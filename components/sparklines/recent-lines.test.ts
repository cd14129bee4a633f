import { describe, expect, it } from 'vitest';
import type { TrafficHistory } from '@/lib/model';
import { recentLines } from './recent-lines';

const points = (requests: number) => [{ requests, failed: 0 }];
const history = (more: Partial<TrafficHistory>): TrafficHistory => ({
  from: 0,
  bucketSeconds: 5,
  source: 'access log',
  targets: [],
  edges: [],
  ...more,
});
const route = { kind: 'route' as const, parent: 'r', name: 'n' };
const short = (lines: ReturnType<typeof recentLines>) =>
  lines.map(({ name, points: [first] }) => [name, first?.requests]);

describe('recentLines', () => {
  it('has the targets in the order of the route, then former ones; what nothing reported is there without figures', () => {
    const targets = ['old', 'b'].map((virtualNode, index) => ({ virtualNode, port: 80, points: points(index) }));
    const lines = recentLines(history({ targets }), route, [{ name: 'a' }, { name: 'b' }]);
    expect(short(lines)).toEqual([
      ['a', undefined],
      ['b', 1],
      ['old', 0],
    ]);
  });

  it('tells two ports of one node apart', () => {
    const targets = [81, 80].map((port) => ({ virtualNode: 'a', port, points: points(port) }));
    const lines = recentLines(history({ targets }), route, [
      { name: 'a', port: 80 },
      { name: 'a', port: 81 },
    ]);
    expect(short(lines)).toEqual([
      ['a:80', 80],
      ['a:81', 81],
    ]);
  });

  it('names the other end of a call', () => {
    const caller = { kind: 'virtualNode' as const, name: 'front' };
    const of = history({ edges: [{ caller, virtualService: 'back.local', points: points(1) }] });
    expect(short(recentLines(of, caller, []))).toEqual([['back.local', 1]]);
    expect(short(recentLines(of, { kind: 'virtualService', name: 'back.local' }, []))).toEqual([['front', 1]]);
  });
});
