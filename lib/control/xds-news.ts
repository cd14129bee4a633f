import type { MeshKey, TurnedAwayReason } from '@/lib/model';
import type { Logger } from '@/lib/util';
import type { XdsEvent } from '@/lib/xds';
import type { Groups } from './groups';
import type { Meshes } from './meshes';
import { locateMesh, parseNodeId } from './node-identity';
import type { ProxyBook } from './proxy-book';
import type { Reporters } from './reporters';
import type { SamplingLoop } from './sampling-loop';
import type { TrafficBook } from './traffic-book';
import type { TurnedAwayBook } from './turned-away-book';
import { filledTypes } from './type-set';

export interface XdsNewsDeps {
  meshes: Meshes;
  groups: Groups;
  proxies: ProxyBook;
  traffic: TrafficBook;
  turnedAway: TurnedAwayBook;
  sampling: SamplingLoop;
  reporters: Reporters;
  home: { account: string; region: string };
  newId(): string;
  /** The mesh's revision that a publication of this generation brought. */
  revisionOf(generation: number): number;
  /** Something about this mesh's proxies changed. */
  proxiesChanged(mesh: MeshKey): void;
  onRefused?(type: string): void;
  onTurnedAway?(reason: TurnedAwayReason): void;
  onLogged?(entries: number): void;
  logger: Logger;
}

type Event<T extends XdsEvent['type']> = Extract<XdsEvent, { type: T }>;

/** Turns what the xDS server tells into the state of proxies, receipts and traffic. */
export class XdsNews {
  constructor(private readonly deps: XdsNewsDeps) {}

  take(event: XdsEvent): void {
    switch (event.type) {
      case 'connected':
        this.#connected(event);
        break;
      case 'disconnected':
        this.#disconnected(event);
        break;
      case 'acknowledged':
        this.#acknowledged(event);
        break;
      case 'heldBack':
        this.#heldBack(event);
        break;
      case 'refused':
        this.#refused(event);
        break;
      case 'turnedAway':
        this.deps.turnedAway.add(event.host, event.reason, event.at);
        this.deps.onTurnedAway?.(event.reason);
        break;
      case 'load':
        this.#load(event);
        break;
      case 'accessLog':
        this.#accessLog(event);
        break;
    }
  }

  #connected({ stream }: Event<'connected'>): void {
    const { groups, proxies, reporters, newId } = this.deps;
    const group = groups.get(stream.group);
    if (!group?.config) return;
    const proxy = proxies.connect(stream, group, reporters.identity(stream.node, stream.peer), newId);
    const since = stream.connectedAt;
    const types = filledTypes(group.config);
    const firstLoad = { generation: group.generation, ranBefore: 0, since, types, touches: () => true };
    proxy.load(firstLoad, since);
    this.deps.proxiesChanged(group.mesh);
  }

  #disconnected({ streamId, at }: Event<'disconnected'>): void {
    const open = this.deps.proxies.get(streamId);
    if (!open) return;
    const revision = this.deps.meshes.get(open.group.mesh)?.revision ?? 0;
    this.deps.proxies.disconnect(streamId, at, revision);
    this.deps.proxiesChanged(open.group.mesh);
  }

  #acknowledged({ streamId, resourceType, revision, at }: Event<'acknowledged'>): void {
    const proxy = this.deps.proxies.get(streamId);
    if (!proxy) return;
    proxy.acknowledged(resourceType, revision, at);
    this.deps.proxiesChanged(proxy.group.mesh);
  }

  #heldBack(event: Event<'heldBack'>): void {
    const proxy = this.deps.proxies.get(event.streamId);
    if (!proxy) return;
    proxy.heldBack(event);
    this.deps.proxiesChanged(proxy.group.mesh);
  }

  #refused(event: Event<'refused'>): void {
    const proxy = this.deps.proxies.get(event.streamId);
    if (!proxy) return;
    const { resourceType, message, resources } = event;
    this.deps.logger.warn('a proxy refused its configuration', {
      node: proxy.stream.node.id,
      peer: proxy.stream.peer.address,
      resourceType,
      resources,
      message,
    });
    proxy.refused(event, this.deps.revisionOf(event.revision));
    this.deps.onRefused?.(resourceType);
    this.deps.proxiesChanged(proxy.group.mesh);
  }

  #load(event: Event<'load'>): void {
    const reporter = this.#reporter(event);
    if (reporter) this.deps.traffic.of(reporter.mesh).loaded(reporter, event.clusters, event.at);
  }

  #accessLog(event: Event<'accessLog'>): void {
    const reporter = this.#reporter(event);
    if (!reporter) return;
    this.deps.onLogged?.(event.entries.length);
    this.deps.traffic.of(reporter.mesh).logged(reporter, event.logName, event.entries, event.at);
    const [proxy, ...replicas] = this.deps.proxies.ofIdentity(reporter.identity);
    if (proxy) this.deps.sampling.logged(proxy.group, reporter.identity, event.entries.length, event.at);
    for (const reporting of proxy ? [proxy, ...replicas] : []) {
      reporting.reportsLogs = true;
      reporting.lastHeardAt = event.at;
    }
  }

  #reporter(event: Event<'load'> | Event<'accessLog'>) {
    const identity = parseNodeId(event.nodeId);
    const located = identity && locateMesh(identity, this.deps.home, this.deps.meshes.keys());
    if (!located || 'problem' in located) return undefined;
    return { mesh: located.key, resource: identity.resource, identity: this.deps.reporters.ofReport(event) };
  }
}
