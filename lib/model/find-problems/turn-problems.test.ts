import { expect, it } from 'vitest';
import type { Resource } from '../kinds';
import { buildSnapshot } from '../snapshot';
import { turnProblems } from './turn-problems';

const key = { account: '1', region: 'r', mesh: 'm' };
const common = {
  meshKey: key,
  uid: 'u',
  version: 1,
  createdAt: 0,
  lastUpdatedAt: 0,
  resourceOwner: '1',
  tags: [],
  writer: { door: 'sdk' as const, who: '', userAgent: '' },
};
const node = (name: string): Resource => ({ ...common, kind: 'virtualNode', name, spec: {} });

it('tells of nodes of the mesh, in the order of their names, for whom or for what their TLS waits', () => {
  const snapshot = buildSnapshot(key, 1, [{ ...common, kind: 'mesh', name: 'm', spec: {} }, node('a'), node('b')]);
  const found = turnProblems(snapshot, [
    { virtualNode: 'gone', step: 'moving', proxies: 1, certificate: undefined },
    { virtualNode: 'b', step: 'narrowing', proxies: 2, certificate: undefined },
    { virtualNode: 'a', step: 'widening', proxies: 0, certificate: 'arn:c' },
  ]);
  expect(
    found.map(({ code, severity, resource, params }) => ({ code, severity, name: resource.name, params })),
  ).toEqual([
    { code: 'tls-turn-without-certificate', severity: 'error', name: 'a', params: { name: 'a', arn: 'arn:c' } },
    { code: 'tls-turn-waits', severity: 'warning', name: 'b', params: { name: 'b', proxies: 2 } },
  ]);
});
