/** When a turn may go on, by the clock and by what proxies have acknowledged. */
import { describe, expect, it } from 'vitest';
import { type ListenerTls, type Resource, tlsByPort, type VirtualNodeSpec } from '@/lib/model';
import { createTranslator } from '@/lib/translate';
import type { StreamInfo } from '@/lib/xds';
import type { ConnectedProxy } from '../connected-proxy';
import { type Group, Groups } from '../groups';
import { type MeshEvent, Meshes } from '../meshes';
import { ProxyBook } from '../proxy-book';
import { Renderer } from '../rendering';
import { filledTypes } from '../type-set';
import { TlsTurns } from './tls-turns';
import type { Turn } from './turn';
import { TurnWatch } from './turn-watch';

const mesh = { account: '1', region: 'r', mesh: 'm' };
const writer = { door: 'sdk' as const, who: '', userAgent: '' };
const common = {
  meshKey: mesh,
  uid: 'u',
  version: 1,
  createdAt: 0,
  lastUpdatedAt: 0,
  resourceOwner: '1',
  tags: [],
  writer,
};
const node = (name: string, spec: VirtualNodeSpec): Resource<'virtualNode'> => ({
  ...common,
  kind: 'virtualNode',
  name,
  spec,
});
const ARN = 'arn:aws:acm:eu-central-1:1:certificate/c';
const BY_SDS: ListenerTls = { mode: 'STRICT', certificate: { sds: { secretName: 's' } } };
const HELD: ListenerTls = { mode: 'STRICT', certificate: { acm: { certificateArn: ARN } } };
const serviceDiscovery = { dns: { hostname: 'server.local' } };
const server = (tls?: ListenerTls) =>
  node('server', {
    serviceDiscovery,
    listeners: [{ portMapping: { port: 80, protocol: 'http' }, ...(tls && { tls }) }],
  });

class Scene {
  readonly meshes = new Meshes();
  readonly groups = new Groups();
  readonly proxies = new ProxyBook();
  readonly turns = new TlsTurns();
  readonly warnings: string[] = [];
  readonly watch = new TurnWatch({
    ...this,
    startedAt: 0,
    logger: { info: () => undefined, warn: (text) => void this.warnings.push(text), error: () => undefined },
  });
  #renderer = new Renderer({ ...this, directory: { instances: () => [] }, translator: createTranslator() });
  #streams = 0;

  /** `caller` calls `server`, which turns to this TLS; everything published until now has generation 5. */
  constructor(tls: ListenerTls, step: Turn['step'] = 'widening') {
    const resources: Resource[] = [
      { ...common, kind: 'mesh', name: 'm', spec: {} },
      server(tls),
      node('caller', { backends: [{ virtualService: { virtualServiceName: 's' } }] }),
      {
        ...common,
        kind: 'virtualService',
        name: 's',
        spec: { provider: { virtualNode: { virtualNodeName: 'server' } } },
      },
    ];
    const changes = resources.map((after) => ({ ref: { kind: after.kind, name: after.name }, after }));
    this.meshes.advance({ type: 'mesh', seq: 1, mesh, revision: 1, committedAt: 0, writer, changes } as MeshEvent);
    const [called, goal] = [tlsByPort(server()), tlsByPort(server(tls))];
    const turn: Turn = {
      mesh,
      virtualNode: 'server',
      step,
      stepSince: 1000,
      called: step === 'widening' ? called : goal,
      accepts: [called, goal],
      barrier: 5,
      readyLooks: 0,
      receipts: [],
      ranBefore: 0,
    };
    this.turns.restore(turn);
  }

  /** A proxy of this node, with everything on its way to it. */
  connect(name: string, generation = 5): ConnectedProxy {
    const group = this.#group(name);
    group.config = this.#renderer.render(group)?.config;
    group.generation = generation;
    this.#streams += 1;
    const stream: StreamInfo = {
      streamId: String(this.#streams),
      group: group.id,
      node: { id: `mesh/m/virtualNode/${name}`, cluster: '', metadata: {}, userAgentName: 'envoy' },
      peer: { address: `10.0.0.${this.#streams}:1`, secure: false },
      delta: true,
      resumed: false,
      connectedAt: 1000,
    } as StreamInfo;
    const proxy = this.proxies.connect(stream, group, `${name} ${this.#streams}`, () => `id ${this.#streams}`);
    const types = group.config ? filledTypes(group.config) : 0;
    proxy.load({ generation, ranBefore: 0, since: 1000, types, touches: () => true }, 1000);
    return proxy;
  }

  #group(name: string): Group {
    const key = { mesh, resource: { kind: 'virtualNode' as const, name }, dataplane: { mode: 'intercept' as const } };
    const rest = { envoyVersion: [1, 40] as const, logAddress: { host: 'h', port: 1 }, mayHoldKeys: false };
    return this.groups.ensure({ ...key, ...rest }, () => 100);
  }

  due(now: number): number {
    return this.watch.due(now).length;
  }
}

function acknowledge(proxy: ConnectedProxy): void {
  for (const type of ['cluster', 'endpoint', 'listener', 'route', 'secret'] as const) proxy.acknowledged(type, 9, 1001);
}

describe('a turn', () => {
  it('waits for its own proxies while it widens, and goes on with the second look', () => {
    const scene = new Scene(BY_SDS);
    const proxy = scene.connect('server');
    scene.connect('caller');
    expect([scene.due(2000), scene.due(3000), scene.due(90_000)]).toEqual([0, 0, 0]);
    expect(scene.watch.heldUp(mesh, 90_000)).toEqual([
      { virtualNode: 'server', step: 'widening', proxies: 1, certificate: undefined },
    ]);
    proxy.acknowledged('listener', 9, 1001);
    expect([scene.due(91_000), scene.due(92_000)]).toEqual([0, 1]);
  });

  it('waits for the callers while it moves, for a minute and no longer', () => {
    const scene = new Scene(BY_SDS, 'moving');
    scene.connect('server');
    const proxy = scene.connect('caller');
    expect([scene.due(2000), scene.due(60_999)]).toEqual([0, 0]);
    expect(scene.warnings).toEqual([]);
    expect(scene.due(61_000)).toBe(1);
    expect(scene.warnings).toHaveLength(1);
    acknowledge(proxy);
    expect([scene.due(62_000), scene.watch.waiting(scene.turns.all()[0] as Turn, 62_000).proxies]).toEqual([1, 0]);
  });

  it('ends with the first look', () => {
    const scene = new Scene(BY_SDS, 'narrowing');
    const proxy = scene.connect('server');
    expect(scene.due(2000)).toBe(0);
    acknowledge(proxy);
    expect(scene.due(3000)).toBe(1);
  });

  it('does not wait for what came after it', () => {
    const scene = new Scene(BY_SDS);
    const proxy = scene.connect('server');
    acknowledge(proxy);
    const later = { generation: 6, ranBefore: 1, since: 2000, types: 4, touches: () => true };
    proxy.load(later, 2000);
    expect(scene.watch.isReady(scene.turns.all()[0] as Turn, 2000)).toBe(true);
  });

  it('waits a minute for a proxy whose stream broke', () => {
    const scene = new Scene(BY_SDS);
    acknowledge(scene.connect('server'));
    scene.proxies.disconnect('1', 5000, 1);
    const [turn] = scene.turns.all();
    expect(turn && [scene.watch.isReady(turn, 6000), scene.watch.isReady(turn, 65_000)]).toEqual([false, true]);
  });

  it('waits for a certificate that its proxies do not get', () => {
    const scene = new Scene(HELD);
    acknowledge(scene.connect('server'));
    expect(scene.watch.heldUp(mesh, 20_000)).toEqual([
      { virtualNode: 'server', step: 'widening', proxies: 0, certificate: ARN },
    ]);
    expect(scene.due(90_000) + scene.due(91_000)).toBe(0);
  });

  it('is no problem before it takes longer than it should', () => {
    expect(new Scene(BY_SDS).watch.heldUp(mesh, 10_999)).toEqual([]);
  });
});
