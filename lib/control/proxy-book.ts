import type { ApiProxy } from '@/lib/model';
import { refKey } from '@/lib/model';
import type { ProxyResource } from '@/lib/translate';
import type { StreamInfo } from '@/lib/xds';
import { ConnectedProxy, type Refusal } from './connected-proxy';
import type { Group } from './groups';

/** A proxy that was here: as it was shown last, and by what it is known again. */
export interface SeenProxy {
  identity: string;
  proxy: ApiProxy;
}

/** Proxies last seen that are kept for each mesh, and for how long. */
const KEPT_SEEN = 500;
const KEPT_SEEN_MS = 7 * 24 * 3600 * 1000;

/** Every proxy that is connected, and those that were. */
export class ProxyBook {
  readonly #byStream = new Map<string, ConnectedProxy>();
  readonly #byIdentity = new Map<string, Set<ConnectedProxy>>();
  readonly #byMesh = new Map<string, Set<ConnectedProxy>>();
  /** By mesh, oldest first. */
  readonly #seen = new Map<string, SeenProxy[]>();

  /** A stream opened. A proxy that was seen before keeps its id and the history of its refusals. */
  connect(stream: StreamInfo, group: Group, identity: string, newId: () => string): ConnectedProxy {
    const former = this.#takeSeen(group.meshText, identity);
    const refusals: readonly Refusal[] = former?.proxy.refusals ?? [];
    const proxy = new ConnectedProxy(former?.proxy.id ?? newId(), stream, group, identity, refusals);
    group.proxies.add(proxy);
    this.#byStream.set(stream.streamId, proxy);
    setOf(this.#byIdentity, identity).add(proxy);
    setOf(this.#byMesh, group.meshText).add(proxy);
    return proxy;
  }

  /** A stream closed. `meshRevision` is what the proxy runs when nothing was on its way. */
  disconnect(streamId: string, at: number, meshRevision: number): ConnectedProxy | undefined {
    const proxy = this.#byStream.get(streamId);
    if (!proxy) return undefined;
    const { group, identity } = proxy;
    this.remember(group.meshText, { identity, proxy: asSeen(proxy.toApi(meshRevision, undefined), at) }, at);
    proxy.queue.leave(at);
    group.proxies.delete(proxy);
    this.#byStream.delete(streamId);
    dropFrom(this.#byIdentity, identity, proxy);
    dropFrom(this.#byMesh, group.meshText, proxy);
    return proxy;
  }

  get(streamId: string): ConnectedProxy | undefined {
    return this.#byStream.get(streamId);
  }

  ofMesh(meshText: string): Iterable<ConnectedProxy> {
    return this.#byMesh.get(meshText) ?? [];
  }

  /** Replicas that agree in everything share an identity. */
  ofIdentity(identity: string): ReadonlySet<ConnectedProxy> {
    return this.#byIdentity.get(identity) ?? NONE;
  }

  seen(meshText: string): readonly SeenProxy[] {
    return this.#seen.get(meshText) ?? [];
  }

  /** Keeps a proxy as last seen. */
  remember(meshText: string, seen: SeenProxy, now: number): void {
    const fresh = [...this.seen(meshText), seen].filter(({ proxy }) => now - proxy.lastSeenAt < KEPT_SEEN_MS);
    this.#seen.set(meshText, fresh.slice(-KEPT_SEEN));
  }

  /** The mesh was deleted. */
  forgetMesh(meshText: string): void {
    this.#seen.delete(meshText);
  }

  /** A resource was deleted: nobody can be last seen for it. */
  forgetResource(meshText: string, resource: ProxyResource): void {
    const kept = this.seen(meshText).filter(({ proxy }) => refKey(proxy.resource) !== refKey(resource));
    this.#seen.set(meshText, kept);
  }

  get connected(): Iterable<ConnectedProxy> {
    return this.#byStream.values();
  }

  /** For the store: who was seen, and who is connected now as if it were seen last. */
  toStored(meshText: string, meshRevision: number): SeenProxy[] {
    const now = [...this.ofMesh(meshText)].map((proxy) => ({
      identity: proxy.identity,
      proxy: asSeen(proxy.toApi(meshRevision, undefined), proxy.lastHeardAt),
    }));
    return [...this.seen(meshText), ...now].slice(-KEPT_SEEN);
  }

  #takeSeen(meshText: string, identity: string): SeenProxy | undefined {
    const list = this.seen(meshText);
    const index = list.findLastIndex((seen) => seen.identity === identity);
    if (index < 0) return undefined;
    this.#seen.set(meshText, list.toSpliced(index, 1));
    return list[index];
  }
}

const NONE: ReadonlySet<ConnectedProxy> = new Set();

function asSeen(proxy: ApiProxy, at: number): ApiProxy {
  return { ...proxy, state: 'disconnected', behind: 0, waitingSince: undefined, lastSeenAt: at };
}

function setOf(map: Map<string, Set<ConnectedProxy>>, key: string): Set<ConnectedProxy> {
  const known = map.get(key);
  if (known) return known;
  const made = new Set<ConnectedProxy>();
  map.set(key, made);
  return made;
}

function dropFrom(map: Map<string, Set<ConnectedProxy>>, key: string, proxy: ConnectedProxy): void {
  const set = map.get(key);
  set?.delete(proxy);
  if (set?.size === 0) map.delete(key);
}
