import type { DirectoryChange } from '@/lib/discovery';
import { type MeshKey, type MeshSnapshot, meshKeyText } from '@/lib/model';
import {
  affectedGateways,
  affectedNodes,
  gatewaysUsing,
  nodesUsing,
  type ProxyResource,
  type RenderedConfig,
} from '@/lib/translate';
import type { Logger } from '@/lib/util';
import type { XdsServer } from '@/lib/xds';
import { Delivery } from './delivery';
import type { Group, Groups } from './groups';
import type { MeshEvent, Meshes, Step } from './meshes';
import { hasResource, NodeWork, type Reason, wordsFor } from './node-work';
import { OpenReceipt } from './receipt-book';
import type { Rendered, Renderer } from './rendering';
import type { TlsTurns, Turn, TurnStep } from './tls-turns';
import { differences } from './type-set';

/** Something that proxies may have to hear of. */
export type Cause =
  | { type: 'mesh'; event: MeshEvent }
  | { type: 'endpoints'; change: DirectoryChange; at: number }
  /** A turn of TLS may take the step after this one. */
  | { type: 'turn'; turn: Turn; step: TurnStep; at: number };

/** What the loop tells: the rest of control keeps receipts and tells the doors. */
export interface PushNews {
  committed(event: MeshEvent, step: Step, receipt: OpenReceipt): void;
  receiptMoved(mesh: MeshEvent['mesh'], receipt: OpenReceipt): void;
  resourceDeleted(mesh: MeshEvent['mesh'], resource: ProxyResource): void;
  endpointsChanged(mesh: MeshSnapshot): void;
}

export interface PushLoopDeps {
  meshes: Meshes;
  groups: Groups;
  renderer: Renderer;
  xds: Pick<XdsServer, 'publish' | 'withdraw'>;
  news: PushNews;
  turns: TlsTurns;
  /** Whether nobody holds a turn up. */
  isReady(turn: Turn): boolean;
  logger: Logger;
  published?: () => void;
}

/** Publications whose mesh revision is remembered: a refusal comes within seconds. */
const KEPT_GENERATIONS = 10_000;

/** More causes than this in one turn are delivered together. */
const TOGETHER_FROM = 4;

/**
 * Nodes that are rendered before others get their turn: a change that concerns hundreds must hold up neither API calls
 * nor acknowledgements.
 */
const NODES_PER_TURN = 16;

/**
 * From what changed to what proxies get: finds the groups that a change concerns, renders those that have proxies, and
 * publishes what differs. One commit after the other, so that each gets a true receipt.
 */
export class PushLoop {
  #generation = 0;
  /** Mesh revision by generation, of the newest publications. */
  readonly #revisions = new Map<number, number>();

  constructor(private readonly deps: PushLoopDeps) {}

  /**
   * Takes what happened since the last turn. Few things are delivered one by one, so that each commit gets an exact
   * receipt. When more have piled up, because changes come faster than they can be fanned out, they are delivered
   * together: proxies get the last state at once, and each commit's receipt counts the proxies that it may concern.
   * Yields between turns; nothing is published before everything of a delivery is rendered, so receipts start whole.
   */
  *take(causes: readonly Cause[]): Iterable<void> {
    if (causes.length > TOGETHER_FROM) yield* this.#deliver(causes);
    else for (const cause of causes) yield* this.#deliver([cause]);
  }

  /** A proxy asks for a group: makes its configuration ready. False when its resource exists no longer. */
  prepare(group: Group): boolean {
    if (group.config) return true;
    const rendered = this.deps.renderer.render(group);
    if (!rendered) return false;
    this.#publish(group, rendered.config);
    return true;
  }

  /** The profile changed, not the model: the same proxies get other bytes. */
  republish(group: Group, at: number): void {
    const revision = this.deps.meshes.get(group.mesh)?.revision ?? 0;
    this.#render(group, [{ since: at, ranBefore: revision }])();
  }

  /** The mesh's revision that a publication brought; 0 when it is too long ago to be known. */
  revisionOf(generation: number): number {
    return this.#revisions.get(generation) ?? 0;
  }

  *#deliver(causes: readonly Cause[]): Iterable<void> {
    const work = new NodeWork();
    const tell: (() => void)[] = [];
    const turning = new Set<Turn>();
    for (const cause of causes) {
      if (cause.type === 'mesh') this.#mesh(cause.event, work, { tell, turning });
      else if (cause.type === 'endpoints') this.#endpoints(cause, work, tell);
      else this.#turn(cause, work, turning);
    }
    const publications: (() => void)[] = [];
    let nodes = 0;
    for (const { mesh, resource, reasons } of work.all()) {
      publications.push(...this.#resource(mesh, resource, reasons));
      nodes += 1;
      if (nodes % NODES_PER_TURN === 0) yield;
    }
    const before = this.#generation;
    for (const publish of publications) publish();
    for (const news of tell) news();
    for (const turn of turning) turn.barrier = this.#generation;
    if (this.#generation === before) yield* this.#goOn(turning);
  }

  /** A step by which nobody got anything needs no second look. */
  *#goOn(turning: ReadonlySet<Turn>): Iterable<void> {
    for (const turn of turning) {
      const { step, stepSince: at } = turn;
      if (this.deps.turns.has(turn) && this.deps.isReady(turn))
        yield* this.#deliver([{ type: 'turn', turn, step, at }]);
    }
  }

  #mesh(event: MeshEvent, work: NodeWork, { tell, turning }: { tell: (() => void)[]; turning: Set<Turn> }): void {
    const { meshes, news, turns } = this.deps;
    const step = meshes.advance(event);
    if (!step) return;
    const { mesh, revision, committedAt } = event;
    const receipt = new OpenReceipt(mesh.mesh, revision, committedAt, (moved) => news.receiptMoved(mesh, moved));
    const reason = { since: committedAt, ranBefore: revision - 1, receipt };
    work.add(mesh, affectedNodes(step.before, step.after, event.changes), reason);
    work.add(mesh, affectedGateways(step.before, step.after, event.changes), reason, 'virtualGateway');
    for (const turn of turns.committed(event, step, receipt)) turning.add(turn);
    tell.push(() => news.committed(event, step, receipt));
  }

  #turn({ turn, step, at }: Extract<Cause, { type: 'turn' }>, work: NodeWork, turning: Set<Turn>): void {
    const { meshes, turns } = this.deps;
    const snapshot = meshes.get(turn.mesh);
    // A commit may have sent it back meanwhile.
    if (!snapshot || !turns.has(turn) || turn.step !== step || turn.barrier === undefined) return;
    const { ranBefore, receipts } = turn;
    const reasons = receipts.length > 0 ? receipts.map((receipt) => ({ receipt })) : [{}];
    for (const { kind, name } of turns.next(turn, snapshot, at)) {
      for (const reason of reasons) work.add(turn.mesh, [name], { since: at, ranBefore, ...reason }, kind);
    }
    turning.add(turn);
  }

  #endpoints({ change, at }: Extract<Cause, { type: 'endpoints' }>, work: NodeWork, tell: (() => void)[]): void {
    for (const snapshot of this.deps.meshes.all()) {
      const reason = { since: at, ranBefore: snapshot.revision };
      const { namespaceName, serviceName } = change;
      work.add(snapshot.key, nodesUsing(snapshot, namespaceName, serviceName), reason);
      work.add(snapshot.key, gatewaysUsing(snapshot, namespaceName, serviceName), reason, 'virtualGateway');
      if (isDiscovered(snapshot, change)) tell.push(() => this.deps.news.endpointsChanged(snapshot));
    }
  }

  /** Renders what proxies of a node or gateway get. The answer publishes it. */
  #resource(mesh: MeshKey, resource: ProxyResource, reasons: readonly Reason[]): (() => void)[] {
    const { meshes, groups, news } = this.deps;
    const concerned = [...groups.ofResource(meshKeyText(mesh), resource)];
    if (hasResource(meshes.get(mesh), resource)) return concerned.map((group) => this.#render(group, reasons));
    const withdraw = () => {
      for (const group of concerned) this.#withdraw(group);
      news.resourceDeleted(mesh, resource);
    };
    return [withdraw];
  }

  /** Renders a group anew; the answer publishes what differs. One that fails keeps what it has, and stops no other. */
  #render(group: Group, reasons: readonly Reason[]): () => void {
    const before = group.config;
    const rendered = this.#tryRender(group);
    return () => {
      // Between rendering and this, its sampling may have changed, or its first proxy have come.
      const still = group.config === before ? rendered : this.#tryRender(group);
      if (!still || still.changed === 0) return;
      for (const reason of reasons) this.#enqueue(group, still, reason);
      this.#publish(group, still.config);
    };
  }

  #tryRender(group: Group): Rendered | undefined {
    if (group.proxies.size === 0) {
      group.config = undefined;
      return undefined;
    }
    try {
      return this.deps.renderer.render(group);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.deps.logger.error('could not render: its proxies keep what they have', { group: group.id, error: words });
      return undefined;
    }
  }

  #enqueue(group: Group, { config, changed: types }: Rendered, { since, ranBefore, receipt }: Reason): void {
    const touches = differences(group.config, config);
    const change = { generation: this.#generation + 1, ranBefore, since, types, touches };
    for (const proxy of group.proxies) {
      const counts = receipt && proxy.stream.connectedAt <= since;
      const delivery = new Delivery(proxy.face.id, change, counts ? receipt : undefined);
      proxy.queue.add(delivery, since);
      if (counts) receipt.add(proxy.face, delivery);
    }
  }

  #publish(group: Group, config: RenderedConfig): void {
    this.#generation += 1;
    group.config = config;
    group.generation = this.#generation;
    this.#revisions.set(this.#generation, this.deps.meshes.get(group.mesh)?.revision ?? 0);
    this.#revisions.delete(this.#generation - KEPT_GENERATIONS);
    this.deps.xds.publish(group.id, config, this.#generation);
    this.deps.published?.();
  }

  /** Nobody uses the group any more. */
  forget(group: Group): void {
    this.deps.groups.delete(group);
    this.deps.xds.withdraw(group.id, { code: 3, message: 'not used any more' });
  }

  #withdraw(group: Group): void {
    this.deps.groups.delete(group);
    const message = `${wordsFor(group.resource)} of mesh "${group.mesh.mesh}" was deleted`;
    this.deps.xds.withdraw(group.id, { code: 3, message });
  }
}

/** Whether any node of the mesh is discovered by this Cloud Map service, called or not. */
function isDiscovered(snapshot: MeshSnapshot, change: DirectoryChange): boolean {
  for (const { spec } of snapshot.virtualNodes.values()) {
    const cloudMap = spec.serviceDiscovery?.awsCloudMap;
    if (cloudMap?.namespaceName === change.namespaceName && cloudMap.serviceName === change.serviceName) return true;
  }
  return false;
}
