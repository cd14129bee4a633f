import { type ApiProxy, type ProxyState, type ResourceRef, refKey } from '@/lib/model';

/** Worst first: what needs a person stands at the top. */
const URGENCY: readonly ProxyState[] = ['refused', 'behind', 'disconnected', 'current'];

export interface ProxyGroup {
  key: string;
  resource: ResourceRef;
  proxies: ApiProxy[];
  /** The worst state in the group. */
  worst: ProxyState;
  counts: Partial<Record<ProxyState, number>>;
  platform: ApiProxy['platform'];
}

/** Proxies by what they stand for, the most urgent groups and proxies first, then by name. */
export function groupProxies(proxies: readonly ApiProxy[]): ProxyGroup[] {
  const groups = Map.groupBy(proxies, (proxy) => refKey(proxy.resource));
  return [...groups].map(([key, members]) => groupOf(key, members)).sort(byUrgency);
}

function groupOf(key: string, members: readonly ApiProxy[]): ProxyGroup {
  const sorted = [...members].sort((a, b) => urgency(a.state) - urgency(b.state) || a.address.localeCompare(b.address));
  const [first] = sorted;
  if (!first) throw new Error(`no proxy in the group ${key}`);
  const counts: ProxyGroup['counts'] = {};
  for (const { state } of members) counts[state] = (counts[state] ?? 0) + 1;
  return { key, resource: first.resource, proxies: sorted, worst: first.state, counts, platform: first.platform };
}

function byUrgency(a: ProxyGroup, b: ProxyGroup): number {
  return urgency(a.worst) - urgency(b.worst) || a.resource.name.localeCompare(b.resource.name);
}

function urgency(state: ProxyState): number {
  return URGENCY.indexOf(state);
}

/** Whether a proxy is what a person looks for: by its resource's name, its address or its node id. */
export function matchesSearch(proxy: ApiProxy, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [proxy.resource.name, proxy.address, proxy.nodeId, proxy.platformIdentity].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
