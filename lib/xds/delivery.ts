import type { EncodedResource, RenderedConfig, ResourceType } from '@/lib/translate';
import { type Gate, type Shared, TypeChannel } from './channel';
import { mentionsAny, pendingClusters } from './order';
import type { Push } from './push';

/** In the order in which changes are made: what is used before what uses it. */
export const TYPES = ['secret', 'cluster', 'endpoint', 'listener', 'route'] as const satisfies readonly ResourceType[];

const ADD_ONLY: Gate = { removals: false };
const ALL: Gate = { removals: true };

/**
 * Brings one proxy to its group's configuration, make before break over the types (envoy-mapping.md 4.2). Does nothing
 * for types with a response under way: it is called again when that is answered.
 */
export class Delivery {
  readonly channels: Readonly<Record<ResourceType, TypeChannel>>;

  constructor(
    private readonly delta: boolean,
    private readonly shared: Shared,
    private readonly write: (bytes: Buffer) => void,
  ) {
    const channel = (type: ResourceType) => new TypeChannel(type, delta ? 'delta' : 'sotw', shared);
    this.channels = {
      secret: channel('secret'),
      cluster: channel('cluster'),
      endpoint: channel('endpoint'),
      listener: channel('listener'),
      route: channel('route'),
    };
  }

  /** Sends what is due. Types that are where they should be cost nothing. */
  serve(config: RenderedConfig, revision: number): void {
    const { secret, cluster, endpoint, listener, route } = this.channels;
    if (!secret.isAt(config.secret)) this.push('secret', config, revision, ADD_ONLY);
    if (!cluster.isAt(config.cluster)) this.pushClusters(config, revision);
    if (!endpoint.isAt(config.endpoint)) this.push('endpoint', config, revision, ADD_ONLY);
    if (!listener.isAt(config.listener)) this.pushListeners(config, revision);
    if (!route.isAt(config.route)) this.pushRoutes(config, revision);
    if (!cluster.isAt(config.cluster) && this.mayRemoveClusters(config)) this.pushClusters(config, revision);
  }

  private pushClusters(config: RenderedConfig, revision: number): void {
    const push = this.push('cluster', config, revision, this.mayRemoveClusters(config) ? ALL : ADD_ONLY);
    if (push && push.edsClusters.size > 0) this.followWithEndpoints(push.edsClusters);
  }

  /**
   * Every cluster that comes by EDS needs its assignment after it, unchanged or not: an incremental Envoy does not ask,
   * and would hold the cluster back for 15 s; a state-of-the-world Envoy asks again (envoy-mapping.md 4.1).
   */
  private followWithEndpoints(clusters: ReadonlySet<string>): void {
    const endpoints = this.channels.endpoint;
    if (!this.delta) {
      endpoints.dirty = endpoints.dirty ? new Set([...endpoints.dirty, ...clusters]) : clusters;
      return;
    }
    const unasked = [...clusters].filter((name) => !endpoints.subscription.names.has(name));
    if (unasked.length > 0) endpoints.implied = new Set([...(endpoints.implied ?? []), ...unasked]);
    endpoints.subscribe(this.shared.subscriptions.union(endpoints.subscription, clusters));
    endpoints.resend = endpoints.resend ? new Set([...endpoints.resend, ...clusters]) : clusters;
  }

  private pushListeners(config: RenderedConfig, revision: number): void {
    const blocked = this.untilClustersAreThere(config);
    this.push('listener', config, revision, blocked ? { removals: true, blocked } : ALL);
  }

  /** Listeners go first; a route configuration that the proxy does not have yet disturbs nobody. */
  private pushRoutes(config: RenderedConfig, revision: number): void {
    const clustersMissing = this.untilClustersAreThere(config);
    const { listener, route } = this.channels;
    const had = route.accepted;
    const blocked = listener.inFlight
      ? (resource: EncodedResource) => had.has(resource.name) || clustersMissing?.(resource) === true
      : clustersMissing;
    this.push('route', config, revision, blocked ? { removals: false, blocked } : ADD_ONLY);
  }

  private untilClustersAreThere(config: RenderedConfig): ((resource: EncodedResource) => boolean) | undefined {
    const missing = pendingClusters(config, this.channels.cluster, this.channels.endpoint);
    return missing.length === 0 ? undefined : (resource) => mentionsAny(resource, missing);
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

  private push(type: ResourceType, config: RenderedConfig, revision: number, gate: Gate): Push | undefined {
    const channel = this.channels[type];
    const push = channel.plan(config[type], gate);
    if (push) this.write(channel.send(push, config[type], revision));
    return push;
  }
}
