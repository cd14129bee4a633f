import type { EncodedResource, RenderedConfig, ResourceType } from '@/lib/translate';
import { type Gate, type InFlight, type Shared, TypeChannel } from './channel';
import { type DeltaContext, takeDeltaRequest, type Verdict } from './delta';
import type { Group } from './group';
import { mentionsAny, pendingClusters } from './order';
import type { Push, Resources } from './push';
import type { DeltaRequest, SotwRequest } from './requests';
import type { Protocol } from './responses';
import { takeSotwRequest } from './sotw';
import type { StreamInfo, XdsEvent } from './types';

/** In the order in which changes are made: what is used before what uses it. */
const TYPES = ['secret', 'cluster', 'endpoint', 'listener', 'route'] as const satisfies readonly ResourceType[];

export interface StreamContext extends Shared, DeltaContext {
  emit(event: XdsEvent): void;
  now(): number;
}

/**
 * One proxy's aggregated stream: knows what the proxy has of each type, and brings it to its group's configuration,
 * make before break (envoy-mapping.md 4.2).
 */
export class AdsStream {
  private readonly channels: Record<ResourceType, TypeChannel>;
  /** What was told last for each type: the same content under the same revision is told once. */
  private readonly reported: Partial<Record<ResourceType, { revision: number; wanted: Resources }>> = {};
  private readonly heldBack: Partial<Record<ResourceType, { revision: number; wanted: Resources }>> = {};

  constructor(
    readonly info: StreamInfo,
    private readonly group: Group,
    private readonly context: StreamContext,
    private readonly write: (bytes: Buffer) => void,
  ) {
    const protocol: Protocol = info.delta ? 'delta' : 'sotw';
    const channel = (type: ResourceType) => new TypeChannel(type, protocol, context);
    this.channels = {
      secret: channel('secret'),
      cluster: channel('cluster'),
      endpoint: channel('endpoint'),
      listener: channel('listener'),
      route: channel('route'),
    };
  }

  handleDelta(type: ResourceType, request: DeltaRequest): void {
    this.afterRequest(type, takeDeltaRequest(this.channels[type], request, this.context), request.error);
  }

  handleSotw(type: ResourceType, request: SotwRequest): void {
    this.afterRequest(type, takeSotwRequest(this.channels[type], request, this.context.subscriptions), request.error);
  }

  private afterRequest(type: ResourceType, verdict: Verdict, error: string | undefined): void {
    if (verdict.refused) this.tellRefused(type, verdict.refused, error ?? '');
    this.serve();
    if (verdict.acknowledged) this.tellOvertaken(type, verdict.acknowledged);
    this.report();
  }

  /** Sends what is due. Does nothing for types with a response under way. */
  serve(): void {
    const config = this.group.config;
    if (!config) return;
    this.push('secret', config);
    this.pushClusters(config);
    this.push('endpoint', config);
    this.pushListeners(config);
    this.pushRoutes(config);
    if (this.mayRemoveClusters(config)) this.pushClusters(config);
  }

  private pushClusters(config: RenderedConfig): void {
    const push = this.push('cluster', config, { removals: this.mayRemoveClusters(config) });
    if (push && push.edsClusters.size > 0) this.followWithEndpoints(push.edsClusters);
  }

  /**
   * Every cluster that comes by EDS needs its assignment after it, unchanged or not: an incremental Envoy does not ask,
   * and would hold the cluster back for 15 s; a state-of-the-world Envoy asks again (envoy-mapping.md 4.1).
   */
  private followWithEndpoints(clusters: ReadonlySet<string>): void {
    const endpoints = this.channels.endpoint;
    if (!this.info.delta) {
      endpoints.dirty = endpoints.dirty ? new Set([...endpoints.dirty, ...clusters]) : clusters;
      return;
    }
    const unasked = [...clusters].filter((name) => !endpoints.subscription.names.has(name));
    if (unasked.length > 0) endpoints.implied = new Set([...(endpoints.implied ?? []), ...unasked]);
    endpoints.subscribe(this.context.subscriptions.union(endpoints.subscription, clusters));
    endpoints.resend = endpoints.resend ? new Set([...endpoints.resend, ...clusters]) : clusters;
  }

  private pushListeners(config: RenderedConfig): void {
    this.push('listener', config, { removals: true, blocked: this.untilClustersAreThere(config) });
  }

  /** Listeners go first; a route configuration that the proxy does not have yet disturbs nobody. */
  private pushRoutes(config: RenderedConfig): void {
    const clustersMissing = this.untilClustersAreThere(config);
    const listenerPending = this.channels.listener.inFlight !== undefined;
    const had = this.channels.route.accepted;
    if (listenerPending) {
      const blocked = (route: EncodedResource) => had.has(route.name) || clustersMissing?.(route) === true;
      this.push('route', config, { removals: false, blocked });
    } else {
      this.push('route', config, { removals: false, blocked: clustersMissing });
    }
  }

  private untilClustersAreThere(config: RenderedConfig): ((resource: EncodedResource) => boolean) | undefined {
    const missing = pendingClusters(config, this.channels.cluster, this.channels.endpoint);
    return missing.length === 0 ? undefined : (resource) => mentionsAny(resource.bytes, missing);
  }

  /**
   * Only when neither listeners nor routes can name a removed cluster any more. While an old listener drains, its
   * connections go on by its route configuration: Envoy stays subscribed to that until the last one is closed.
   */
  private mayRemoveClusters(config: RenderedConfig): boolean {
    const { cluster, listener, route } = this.channels;
    if (!listener.heard && !cluster.restored) return true;
    return listener.settledExactly(config.listener) && route.settledExactly(config.route);
  }

  private push(type: ResourceType, config: RenderedConfig, gate: Gate = KEEP): Push | undefined {
    const channel = this.channels[type];
    const push = channel.plan(config[type], gate);
    if (push) this.write(channel.send(push, config[type], this.group.revision));
    return push;
  }

  private tellRefused(type: ResourceType, refused: NonNullable<Verdict['refused']>, message: string): void {
    this.context.emit({
      type: 'refused',
      at: this.context.now(),
      streamId: this.info.streamId,
      group: this.group.name,
      resourceType: type,
      revision: refused.sent.revision,
      message,
      resources: refused.names,
    });
  }

  /** The proxy reached an earlier revision, while a later one is wanted already. */
  private tellOvertaken(type: ResourceType, { wanted, revision }: InFlight): void {
    if (wanted === this.group.config?.[type]) return;
    if (this.context.planner.holdsAll(this.channels[type].accepted, wanted)) {
      this.tellAcknowledged(type, wanted, revision);
    }
  }

  /** Tells which types are at the group's revision now. */
  report(): void {
    const { config, revision } = this.group;
    if (!config) return;
    for (const type of TYPES) {
      const wanted = config[type];
      const told = this.reported[type];
      if (told?.revision === revision && told.wanted === wanted) continue;
      if (this.channels[type].settled(wanted)) this.tellAcknowledged(type, wanted, revision);
      else this.reportHeldBack(type, wanted, revision);
    }
  }

  /** Tells, once for each revision, that a type is at it but for what the proxy refused. */
  private reportHeldBack(type: ResourceType, wanted: Resources, revision: number): void {
    const told = this.heldBack[type];
    if (told?.revision === revision && told.wanted === wanted) return;
    const resources = this.channels[type].settledBut(wanted);
    if (!resources) return;
    this.heldBack[type] = { revision, wanted };
    const { streamId } = this.info;
    const at = this.context.now();
    this.context.emit({
      type: 'heldBack',
      at,
      streamId,
      group: this.group.name,
      resourceType: type,
      revision,
      resources,
    });
  }

  private tellAcknowledged(type: ResourceType, wanted: Resources, revision: number): void {
    this.reported[type] = { revision, wanted };
    this.context.emit({
      type: 'acknowledged',
      at: this.context.now(),
      streamId: this.info.streamId,
      group: this.group.name,
      resourceType: type,
      revision,
    });
  }

  /** Versions by name of what the proxy has acknowledged. */
  acknowledged(): Record<ResourceType, ReadonlyMap<string, string>> {
    const versions = (type: ResourceType) => {
      return new Map([...this.channels[type].accepted].map(([name, resource]) => [name, resource.version]));
    };
    return {
      cluster: versions('cluster'),
      endpoint: versions('endpoint'),
      listener: versions('listener'),
      route: versions('route'),
      secret: versions('secret'),
    };
  }
}

const KEEP = { removals: false } as const;
