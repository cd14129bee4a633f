/** What is held back from whom while the TLS of a node turns; no proxies here: steps are taken by hand. */
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  buildSnapshot,
  type ClientPolicy,
  type ListenerTls,
  type MeshSnapshot,
  type Resource,
  type VirtualNodeSpec,
} from '@/lib/model';
import { OpenReceipt } from '../receipt-book';
import { keptTurnsSchema, readTurns, storedTurns } from './kept-turns';
import { TlsTurns } from './tls-turns';
import type { Turn } from './turn';

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

const node = (name: string, spec: VirtualNodeSpec): Resource => ({ ...common, kind: 'virtualNode', name, spec });
const server = (tls?: ListenerTls) =>
  node('server', { listeners: [{ portMapping: { port: 80, protocol: 'http' }, ...(tls && { tls }) }] });
const caller = (clientPolicy?: ClientPolicy) =>
  node('caller', {
    backends: [{ virtualService: { virtualServiceName: 's', ...(clientPolicy && { clientPolicy }) } }],
  });

const STRICT: ListenerTls = { mode: 'STRICT', certificate: { sds: { secretName: 'a' } } };
const POLICY: ClientPolicy = { tls: { validation: { trust: { sds: { secretName: 'ca' } } } } };

/** A mesh whose `caller` calls `server`, and its turns. */
class Scene {
  readonly turns: TlsTurns;
  snapshot: MeshSnapshot;
  kept = 0;
  #revision = 1;

  constructor() {
    this.turns = new TlsTurns(() => {
      this.kept += 1;
    });
    this.snapshot = buildSnapshot(mesh, 1, [
      { ...common, kind: 'mesh', name: 'm', spec: {} },
      server(),
      caller(),
      {
        ...common,
        kind: 'virtualService',
        name: 's',
        spec: { provider: { virtualNode: { virtualNodeName: 'server' } } },
      },
    ]);
  }

  commit(...resources: (Resource | { remove: string })[]): { turns: Turn[]; receipt: OpenReceipt } {
    this.#revision += 1;
    const changes = resources.map((one) => {
      const name = 'remove' in one ? one.remove : one.name;
      const before = this.snapshot.virtualNodes.get(name);
      return {
        ref: { kind: 'virtualNode' as const, name },
        ...(before && { before }),
        ...('kind' in one && { after: one }),
      };
    });
    const before = this.snapshot;
    const after = applyChanges(before, this.#revision, changes);
    if (!after) throw new Error('the mesh is gone');
    this.snapshot = after;
    const receipt = new OpenReceipt('m', this.#revision, 0);
    const event = { type: 'mesh' as const, seq: 1, mesh, revision: this.#revision, committedAt: 0, writer, changes };
    return { turns: this.turns.committed(event, { before, after }, receipt), receipt };
  }

  next(): string[] {
    const [turn] = this.turns.all();
    if (!turn) throw new Error('nothing turns');
    return this.turns.next(turn, this.snapshot, 0).map(({ name }) => name);
  }

  /** TLS of the server as its own proxies get it, and as callers go by it; the caller's policy. */
  get state() {
    const own = this.turns.own(this.snapshot, { kind: 'virtualNode', name: 'server' });
    const calling = this.turns.own(this.snapshot, { kind: 'virtualNode', name: 'caller' });
    const specOf = (resource: Resource | undefined) => resource?.spec as VirtualNodeSpec | undefined;
    const tls = (resource: Resource | undefined) => specOf(resource)?.listeners?.[0]?.tls?.mode;
    const { virtualNodes } = this.snapshot;
    const policy = specOf(calling ?? virtualNodes.get('caller'))?.backends?.[0]?.virtualService;
    return {
      serves: tls(own ?? virtualNodes.get('server')),
      called: tls(this.turns.view(this.snapshot).virtualNodes.get('server')),
      policy: policy?.clientPolicy !== undefined,
    };
  }
}

describe('turning TLS on', () => {
  it('serves both first, then moves the callers, then serves TLS alone', () => {
    const scene = new Scene();
    const { turns, receipt } = scene.commit(server(STRICT));
    expect(turns.map(({ virtualNode, step }) => [virtualNode, step])).toEqual([['server', 'widening']]);
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: undefined, policy: false });
    expect(receipt.toReceipt().turning).toEqual([{ virtualNode: 'server', step: 'widening' }]);
    expect(scene.next().sort()).toEqual(['caller', 'server']);
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: 'STRICT', policy: false });
    expect(scene.next()).toEqual(['server']);
    expect(scene.state).toEqual({ serves: 'STRICT', called: 'STRICT', policy: false });
    expect(receipt.closed).toBe(false);
    scene.next();
    expect(receipt.closed).toBe(true);
    expect(scene.turns.all()).toEqual([]);
    expect(scene.turns.view(scene.snapshot)).toBe(scene.snapshot);
  });

  it('holds back a policy that is applied with it, and one that comes while it widens', () => {
    const together = new Scene();
    together.commit(server(STRICT), caller(POLICY));
    expect(together.state.policy).toBe(false);
    together.next();
    expect(together.state).toEqual({ serves: 'PERMISSIVE', called: 'STRICT', policy: true });

    const after = new Scene();
    after.commit(server(STRICT));
    after.commit(caller(POLICY));
    expect(after.state.policy).toBe(false);
    after.next();
    expect(after.state.policy).toBe(true);
    after.commit(caller());
    expect(after.state.policy).toBe(false);
  });

  it('gives the same objects as long as nothing changes', () => {
    const scene = new Scene();
    scene.commit(server(STRICT));
    const own = () => scene.turns.own(scene.snapshot, { kind: 'virtualNode', name: 'server' });
    expect(own()).toBe(own());
    expect(scene.turns.view(scene.snapshot)).toBe(scene.turns.view(scene.snapshot));
  });
});

describe('turning TLS off', () => {
  it('moves the callers before plain connections alone are taken', () => {
    const scene = new Scene();
    scene.commit(server(STRICT), caller(POLICY));
    for (let step = 0; step < 3; step += 1) scene.next();
    scene.commit(server(), caller());
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: 'STRICT', policy: true });
    scene.next();
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: undefined, policy: false });
    scene.next();
    expect(scene.state.serves).toBeUndefined();
  });
});

describe('a turn', () => {
  it('that is taken back while callers move widens again', () => {
    const scene = new Scene();
    scene.commit(server(STRICT));
    scene.next();
    const { receipt } = scene.commit(server());
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: 'STRICT', policy: false });
    scene.next();
    scene.next();
    expect(scene.state).toEqual({ serves: undefined, called: undefined, policy: false });
    scene.next();
    expect(receipt.closed).toBe(true);
  });

  it('that is taken back while it widens lets the callers be', () => {
    const scene = new Scene();
    scene.commit(server(STRICT));
    const { turns } = scene.commit(server());
    expect(turns.map(({ step }) => step)).toEqual(['moving']);
    expect(scene.state).toEqual({ serves: 'PERMISSIVE', called: undefined, policy: false });
  });

  it('goes with its node, and with its mesh', () => {
    const scene = new Scene();
    const { receipt } = scene.commit(server(STRICT), caller(POLICY));
    scene.commit({ remove: 'server' });
    expect(scene.turns.all()).toEqual([]);
    expect(receipt.closed).toBe(true);
    expect(scene.turns.own(scene.snapshot, { kind: 'virtualNode', name: 'caller' })).toBeUndefined();
  });

  it('is not begun by a new node, another certificate or anything else', () => {
    const scene = new Scene();
    expect(
      scene.commit(node('new', { listeners: [{ portMapping: { port: 1, protocol: 'http' }, tls: STRICT }] })).turns,
    ).toEqual([]);
    expect(scene.commit(server()).turns).toEqual([]);
    expect(scene.kept).toBe(0);
  });

  it('is taken up again after a restart from its first step', () => {
    const scene = new Scene();
    scene.commit(server(STRICT), caller(POLICY));
    const stored = keptTurnsSchema.parse(JSON.parse(JSON.stringify(storedTurns(scene.turns))));
    const next = new Scene();
    next.snapshot = scene.snapshot;
    readTurns(next.turns, stored, { snapshotOf: () => next.snapshot, now: 5 });
    expect(next.state).toEqual({ serves: 'PERMISSIVE', called: undefined, policy: false });
    next.next();
    expect(next.state).toEqual({ serves: 'PERMISSIVE', called: 'STRICT', policy: true });
    next.next();
    expect(next.state.serves).toBe('STRICT');
  });

  it('of a node that is gone by then is not taken up', () => {
    const scene = new Scene();
    scene.commit(server(STRICT));
    const stored = storedTurns(scene.turns);
    const next = new TlsTurns();
    readTurns(next, stored, { snapshotOf: () => undefined, now: 5 });
    expect(next.all()).toEqual([]);
  });
});
