/** What the loop does with one commit, and with many that have piled up. */
import { describe, expect, it } from 'vitest';
import type { Resource, RouteSpec } from '@/lib/model';
import { createTranslator } from '@/lib/translate';
import type { StreamInfo } from '@/lib/xds';
import { ConnectedProxy } from './connected-proxy';
import { Groups } from './groups';
import { type MeshEvent, Meshes } from './meshes';
import { type Cause, PushLoop } from './push-loop';
import type { OpenReceipt } from './receipt-book';
import { Renderer } from './rendering';
import { split, target } from './testing/split-mesh';
import { TlsTurns } from './tls-turns';

const key = { account: '000000000000', region: 'us-east-1', mesh: 'm' };
const common = {
  meshKey: key,
  uid: 'u',
  version: 1,
  createdAt: 0,
  lastUpdatedAt: 0,
  resourceOwner: key.account,
  tags: [],
  writer: { door: 'sdk' as const, who: 'test', userAgent: '' },
};

const route = (spec: RouteSpec): Resource => ({ ...common, kind: 'route', parent: 'r', name: 'to-both', spec });

function commit(revision: number, changes: { before?: Resource; after?: Resource }[]): MeshEvent {
  const withRefs = changes.map(({ before, after }) => {
    const { kind, parent, name } = after ?? before ?? { kind: 'mesh' as const, name: 'm', parent: undefined };
    const ref = { kind, ...(parent !== undefined && { parent }), name };
    return { ref, ...(before && { before }), ...(after && { after }) };
  });
  const { writer } = common;
  return { type: 'mesh', seq: revision, mesh: key, revision, committedAt: revision * 10, writer, changes: withRefs };
}

const http = { portMapping: { port: 8080, protocol: 'http' as const } };
const FIRST: Resource[] = [
  { ...common, kind: 'mesh', name: 'm', spec: {} },
  { ...common, kind: 'virtualNode', name: 'v1', spec: target('v1') },
  { ...common, kind: 'virtualNode', name: 'v2', spec: target('v2') },
  { ...common, kind: 'virtualRouter', name: 'r', spec: { listeners: [http] } },
  route(split(100, 0)),
  {
    ...common,
    kind: 'virtualService',
    name: 'back.local',
    spec: { provider: { virtualRouter: { virtualRouterName: 'r' } } },
  },
  {
    ...common,
    kind: 'virtualNode',
    name: 'front',
    spec: { backends: [{ virtualService: { virtualServiceName: 'back.local' } }] },
  },
];

function setUp() {
  const meshes = new Meshes();
  const groups = new Groups();
  const published: number[] = [];
  const withdrawn: string[] = [];
  const receipts: OpenReceipt[] = [];
  const failures: string[] = [];
  const translator = createTranslator();
  let broken = false;
  const turns = new TlsTurns();
  const renderer = new Renderer({
    meshes,
    turns,
    directory: { instances: () => [] },
    translator: {
      render(input) {
        if (broken) throw new Error('cannot render');
        return translator.render(input);
      },
    },
  });
  const loop = new PushLoop({
    meshes,
    groups,
    renderer,
    turns,
    isReady: () => true,
    xds: {
      publish: (_group, _config, generation) => void published.push(generation),
      withdraw: (_group, { message }) => void withdrawn.push(message),
    },
    logger: { info: () => undefined, warn: () => undefined, error: (message) => void failures.push(message) },
    news: {
      committed: (_event, _step, receipt) => void receipts.push(receipt),
      receiptMoved: () => undefined,
      resourceDeleted: () => undefined,
      endpointsChanged: () => undefined,
    },
  });
  meshes.advance(
    commit(
      1,
      FIRST.map((after) => ({ after })),
    ),
  );
  const logAddress = { host: '127.0.0.1', port: 18000 };
  const about = { mesh: key, envoyVersion: [1, 40] as const, logAddress, mayHoldKeys: false };
  const group = groups.ensure(
    { ...about, resource: { kind: 'virtualNode', name: 'front' }, dataplane: { mode: 'intercept' } },
    () => 100,
  );
  loop.prepare(group);
  const stream: StreamInfo = {
    streamId: '1',
    group: group.id,
    node: { id: 'mesh/m/virtualNode/front', cluster: '', metadata: {}, userAgentName: 'envoy' },
    peer: { address: '127.0.0.1:1', secure: false },
    delta: true,
    resumed: false,
    connectedAt: 0,
  };
  const proxy = new ConnectedProxy('p', stream, group, 'identity');
  group.proxies.add(proxy);
  published.length = 0;
  return {
    loop,
    group,
    proxy,
    published,
    withdrawn,
    receipts,
    failures,
    break: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
  };
}

const weights = (revision: number, from: number, to: number): Cause => ({
  type: 'mesh',
  event: commit(revision, [{ before: route(split(100, from)), after: route(split(100, to)) }]),
});

/** Delivers to the end, and tells in how many turns. */
function deliver(loop: PushLoop, causes: readonly Cause[]): number {
  return [...loop.take(causes)].length + 1;
}

describe('PushLoop', () => {
  it('publishes commit by commit while it keeps up', () => {
    const { loop, published, receipts, proxy } = setUp();
    deliver(loop, [weights(2, 0, 10), weights(3, 10, 20)]);
    expect(published).toHaveLength(2);
    expect(receipts.map((receipt) => receipt.toReceipt().total)).toEqual([1, 1]);
    expect(proxy.queue.summary()).toMatchObject({ behind: 2, runs: 1 });
  });

  it('publishes the last state alone when commits have piled up, with a receipt for each', () => {
    const { loop, published, receipts, proxy } = setUp();
    deliver(
      loop,
      Array.from({ length: 20 }, (_, i) => weights(i + 2, i, i + 1)),
    );
    expect(published).toHaveLength(1);
    expect(receipts.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
    proxy.queue.acknowledge('route', published[0] ?? 0, 1000);
    expect(receipts.every((receipt) => receipt.toReceipt().done === 1)).toBe(true);
  });

  it('ignores a commit that it knows already', () => {
    const { loop, published, receipts } = setUp();
    deliver(loop, [weights(2, 0, 10)]);
    deliver(loop, [weights(2, 0, 10)]);
    expect([published.length, receipts.length]).toEqual([1, 1]);
  });

  it('keeps what proxies have when it cannot render, says so, and goes on with the next change', () => {
    const { loop, published, failures, group, break: breakIt, mend } = setUp();
    const before = group.config;
    breakIt();
    deliver(loop, [weights(2, 0, 10)]);
    expect(failures).toHaveLength(1);
    expect(group.config).toBe(before);
    mend();
    deliver(loop, [weights(3, 10, 20)]);
    expect(published).toHaveLength(1);
  });

  it('withdraws a deleted node, and everything with a deleted mesh', () => {
    const first = setUp();
    const front = FIRST.find(({ name }) => name === 'front');
    deliver(first.loop, [{ type: 'mesh', event: commit(2, front ? [{ before: front }] : []) }]);
    expect(first.withdrawn).toEqual(['virtual node "front" of mesh "m" was deleted']);
    const second = setUp();
    deliver(second.loop, [
      {
        type: 'mesh',
        event: commit(
          2,
          FIRST.map((before) => ({ before })),
        ),
      },
    ]);
    expect(second.withdrawn).toEqual(['virtual node "front" of mesh "m" was deleted']);
  });

  it('forgets what nobody is connected for, and renders it anew for the next', () => {
    const { loop, group, published } = setUp();
    group.proxies.clear();
    deliver(loop, [weights(2, 0, 10)]);
    expect([published.length, group.config]).toEqual([0, undefined]);
    expect(loop.prepare(group)).toBe(true);
    expect(published).toHaveLength(1);
  });
});
