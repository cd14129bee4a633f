import { type MeshKey, meshKeyText, refKey } from '@/lib/model';
import type { DataplaneMode, ProxyProfile, ProxyResource, RenderedConfig } from '@/lib/translate';
import { stableStringify } from '@/lib/util';
import type { ConnectedProxy } from './connected-proxy';
import type { SamplePercent } from './sampling';

/** Where a proxy reaches the access log service. */
export type LogAddress = NonNullable<ProxyProfile['accessLog']>['address'];

/** What proxies must have in common to get the same bytes. The sampling is the group's state, not part of it. */
export interface GroupKey {
  mesh: MeshKey;
  resource: ProxyResource;
  dataplane: DataplaneMode;
  envoyVersion: readonly [number, number];
  logAddress: LogAddress;
  /** Whether private keys may go to them. */
  mayHoldKeys: boolean;
}

/** Proxies that get the same bytes: one resource, one profile. */
export interface Group extends GroupKey {
  /** The xDS server's name for it. */
  readonly id: string;
  readonly meshText: string;
  samplePercent: SamplePercent;
  /** What it is rendered with. The same object until it changes: the translator remembers by it. */
  profile: ProxyProfile;
  /** What was published last; undefined while nobody is connected, as it is not kept up to date then. */
  config: RenderedConfig | undefined;
  /** Of the last publication. */
  generation: number;
  readonly proxies: Set<ConnectedProxy>;
}

/** All groups, by name and by resource. */
export class Groups {
  readonly #byId = new Map<string, Group>();
  readonly #byResource = new Map<string, Set<Group>>();

  /** The group of a key; a new one asks `sampling` how much it logs. */
  ensure(key: GroupKey, sampling: (groupId: string) => SamplePercent): Group {
    const meshText = meshKeyText(key.mesh);
    const { dataplane, envoyVersion, logAddress, mayHoldKeys } = key;
    const id = `${meshText} ${refKey(key.resource)} ${stableStringify({ dataplane, envoyVersion, logAddress, ...(mayHoldKeys && { mayHoldKeys }) })}`;
    const known = this.#byId.get(id);
    if (known) return known;
    const samplePercent = sampling(id);
    const profile = profileOf(key, samplePercent);
    const fresh = { config: undefined, generation: 0, proxies: new Set<ConnectedProxy>() };
    const group: Group = { ...key, id, meshText, samplePercent, profile, ...fresh };
    this.#byId.set(id, group);
    const text = resourceText(meshText, key.resource);
    this.#byResource.set(text, (this.#byResource.get(text) ?? new Set()).add(group));
    return group;
  }

  get(id: string): Group | undefined {
    return this.#byId.get(id);
  }

  ofResource(meshText: string, resource: ProxyResource): Iterable<Group> {
    return this.#byResource.get(resourceText(meshText, resource)) ?? [];
  }

  /** Connected proxies of one resource. */
  countProxies(meshText: string, resource: ProxyResource): number {
    let count = 0;
    for (const group of this.ofResource(meshText, resource)) count += group.proxies.size;
    return count;
  }

  all(): Iterable<Group> {
    return this.#byId.values();
  }

  delete(group: Group): void {
    this.#byId.delete(group.id);
    const text = resourceText(group.meshText, group.resource);
    const siblings = this.#byResource.get(text);
    siblings?.delete(group);
    if (siblings?.size === 0) this.#byResource.delete(text);
  }
}

function resourceText(meshText: string, resource: ProxyResource): string {
  return `${meshText} ${refKey(resource)}`;
}

/** Asks the group's proxies to log another share of requests; they hear of it when it is published. */
export function setSampling(group: Group, samplePercent: SamplePercent): void {
  group.samplePercent = samplePercent;
  group.profile = profileOf(group, samplePercent);
}

function profileOf({ dataplane, envoyVersion, logAddress }: GroupKey, samplePercent: SamplePercent): ProxyProfile {
  return { dataplane, envoyVersion, accessLog: { address: logAddress, samplePercent } };
}
