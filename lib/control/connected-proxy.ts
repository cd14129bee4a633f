import type { FigureSum } from '@/lib/metrics';
import type { ApiProxy } from '@/lib/model';
import type { ResourceType } from '@/lib/translate';
import type { StreamInfo, XdsEvent } from '@/lib/xds';
import { type Change, Delivery } from './delivery';
import { DeliveryQueue } from './delivery-queue';
import type { Group } from './groups';
import { platformOf } from './proxy-identity';
import type { ProxyFace } from './receipt-book';

export type Refusal = ApiProxy['refusals'][number];

/** Refusals kept of one proxy. */
const KEPT_REFUSALS = 20;

/** One proxy while its stream is open: what is on its way to it, and what it refused. */
export class ConnectedProxy {
  readonly queue = new DeliveryQueue();
  readonly face: ProxyFace;
  /** Whether an access log came from it on this connection. */
  reportsLogs = false;
  lastHeardAt: number;
  #refusals: { type: ResourceType; refusal: Refusal }[] = [];
  /**
   * Secrets that the same Envoy refused on an earlier stream, with the version that it would get now. Envoy remembers a
   * secret before it tries it, so that it acknowledges the same one when it comes again, and has none all the same. One
   * that has just started tries again.
   */
  readonly #refusedSecrets = new Map<string, string>();

  constructor(
    id: string,
    readonly stream: StreamInfo,
    readonly group: Group,
    /** Tells it from its replicas, see proxy-identity.ts. */
    readonly identity: string,
    former: readonly Refusal[] = [],
  ) {
    this.face = { id, resource: group.resource, address: stream.peer.address };
    this.lastHeardAt = stream.connectedAt;
    this.#refusals = former.map((refusal) => ({
      type: refusal.resourceType as ResourceType,
      refusal: { ...refusal, current: refusal.current && stream.resumed },
    }));
    for (const { type, refusal } of this.#refusals) {
      for (const name of type === 'secret' && refusal.current ? refusal.resources : []) {
        const version = group.config?.secret.get(name)?.version;
        if (version !== undefined) this.#refusedSecrets.set(name, version);
      }
    }
  }

  /** Everything that its group has is on its way to it. */
  load(firstLoad: Change, at: number): void {
    this.queue.add(new Delivery(this.face.id, firstLoad), at);
    const newest = this.#refusals.find(({ type, refusal }) => type === 'secret' && refusal.current)?.refusal;
    const names = this.#stillRefused();
    if (newest && names.length > 0) this.queue.refuse('secret', firstLoad.generation, { ...newest, names });
  }

  acknowledged(type: ResourceType, generation: number, at: number): void {
    this.lastHeardAt = at;
    const names = type === 'secret' ? this.#stillRefused() : [];
    if (names.length > 0) this.queue.holdBack(type, generation, { names, at });
    else this.queue.acknowledge(type, generation, at);
  }

  #stillRefused(): string[] {
    const secrets = this.group.config?.secret;
    return [...this.#refusedSecrets].flatMap(([name, version]) =>
      secrets?.get(name)?.version === version ? name : [],
    );
  }

  heldBack({ resourceType, revision, resources, at }: Extract<XdsEvent, { type: 'heldBack' }>): void {
    this.lastHeardAt = at;
    this.queue.holdBack(resourceType, revision, { names: resources, at });
  }

  refused(event: Extract<XdsEvent, { type: 'refused' }>, revision: number): void {
    const { at, message, resources, resourceType } = event;
    this.lastHeardAt = at;
    this.queue.refuse(resourceType, event.revision, { message, names: resources, at });
    const refusal = { at, message, resources: [...resources], resourceType, revision, current: true };
    this.#refusals = [{ type: resourceType, refusal }, ...this.#refusals].slice(0, KEPT_REFUSALS);
  }

  /** As the Meshkeep API shows it. `meshRevision` is what a proxy without anything on its way runs. */
  toApi(meshRevision: number, traffic: ApiProxy['traffic'] | undefined): ApiProxy {
    const { behind, waitingSince, runs, refused } = this.queue.summary();
    const platform = platformOf(this.stream.node.metadata);
    return {
      ...this.face,
      nodeId: this.stream.node.id,
      platform: platform.platform,
      platformIdentity: platform.identity,
      envoyVersion: this.stream.node.envoyVersion?.join('.') ?? '',
      dataplane: this.group.dataplane.mode,
      protocol: this.stream.delta ? 'delta' : 'sotw',
      state: refused ? 'refused' : behind > 0 ? 'behind' : 'current',
      revision: runs ?? meshRevision,
      behind,
      ...(waitingSince !== undefined && { waitingSince }),
      connectedAt: this.stream.connectedAt,
      lastSeenAt: this.lastHeardAt,
      refusals: this.refusals(),
      ...(traffic && { traffic }),
    };
  }

  /** Newest first. The newest of a type is current while what it refused is still wanted. */
  refusals(): Refusal[] {
    const seen = new Set<ResourceType>();
    return this.#refusals.map(({ type, refusal }) => {
      const current = !seen.has(type) && refusal.current && this.queue.isRefused(type);
      seen.add(type);
      return { ...refusal, current };
    });
  }
}

/** Figures of one proxy in the form of the API. */
export function proxyTraffic(sum: FigureSum | undefined, seconds: number): ApiProxy['traffic'] {
  if (!sum) return undefined;
  const { successRate } = sum;
  return { requestsPerSecond: sum.requests / seconds, ...(successRate !== undefined && { successRate }) };
}
