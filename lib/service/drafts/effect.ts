import { setImmediate } from 'node:timers/promises';
import {
  type DraftEffect,
  type InstanceDirectory,
  type MergedDraft,
  type MeshSnapshot,
  needsTurn,
  type Resource,
  refKey,
  tlsByPort,
} from '@/lib/model';
import {
  affectedGateways,
  affectedNodes,
  decodeResource,
  type EncodedResource,
  type ProxyProfile,
  type ProxyResource,
  type RenderedConfig,
  type ResourceType,
  type Translator,
} from '@/lib/translate';
import type { ProxyGroup } from '../observed';

type NodeEffect = DraftEffect['nodes'][number];
type ResourceEffect = NodeEffect['resources'][number];
type ConnectionEffect = DraftEffect['connections'][number];

/** One rendering that would change: for the proxies of one group, or for an assumed profile where there is none. */
export interface ChangedRendering {
  resource: ProxyResource;
  profile: ProxyProfile;
  proxies: ProxyGroup['proxies'];
  before: RenderedConfig;
  after: RenderedConfig;
  resources: ResourceEffect[];
}

export interface RenderedEffect {
  effect: DraftEffect;
  /** Of nodes and gateways that stay: what Envoy is asked about. */
  renderings: ChangedRendering[];
}

/** Where no proxy is connected: App Mesh's interception, on the Envoy that is tested most. */
const ASSUMED_PROFILE: ProxyProfile = { dataplane: { mode: 'intercept' }, envoyVersion: [1, 40] };

const TYPES = ['cluster', 'endpoint', 'listener', 'route', 'secret'] as const satisfies readonly ResourceType[];

interface Sides {
  translator: Translator;
  directory: InstanceDirectory;
  before: MeshSnapshot;
  merged: MergedDraft;
  groups: readonly ProxyGroup[];
}

/** Renders every node and gateway that may be concerned before and after, and tells what differs and for whom. */
export async function effectOf(sides: Sides): Promise<RenderedEffect> {
  const { before, merged } = sides;
  const effect: DraftEffect = { nodes: [], proxies: [], turning: turningNodes(sides), connections: [] };
  const renderings: ChangedRendering[] = [];
  for (const resource of concerned(before, merged)) {
    // Rendering is not asynchronous: deliveries get their turn between two nodes.
    await setImmediate();
    const changed = changedRenderings(sides, resource);
    const removed = !holds(merged.snapshot, resource);
    if (changed.length === 0) continue;
    effect.nodes.push(nodeEffect(resource, removed, changed));
    effect.proxies.push(...changed.flatMap(({ proxies }) => proxies.map((proxy) => ({ ...proxy, resource }))));
    if (removed) continue;
    effect.connections.push(...changed.flatMap(connectionsOf));
    renderings.push(...changed);
  }
  return { effect, renderings };
}

function turningNodes({ merged, groups }: Sides): string[] {
  const connected = new Set(groups.map(({ resource }) => refKey(resource)));
  return merged.changes.flatMap(({ ref, before, after }) => {
    if (before?.kind !== 'virtualNode' || after?.kind !== 'virtualNode' || !connected.has(refKey(ref))) return [];
    const [from, to] = [before, after].map((node) => tlsByPort(node as Resource<'virtualNode'>));
    return from && to && needsTurn(from, to) ? [ref.name] : [];
  });
}

function concerned(before: MeshSnapshot, { snapshot, changes }: MergedDraft): ProxyResource[] {
  const of = (kind: ProxyResource['kind'], names: Iterable<string>) =>
    [...names].sort().map((name) => ({ kind, name }));
  return [
    ...of('virtualNode', affectedNodes(before, snapshot, changes)),
    ...of('virtualGateway', affectedGateways(before, snapshot, changes)),
  ];
}

function holds(snapshot: MeshSnapshot, { kind, name }: ProxyResource): boolean {
  return (kind === 'virtualNode' ? snapshot.virtualNodes : snapshot.virtualGateways).has(name);
}

function changedRenderings(
  { translator, directory, before, merged, groups }: Sides,
  resource: ProxyResource,
): ChangedRendering[] {
  const own = groups.filter((group) => refKey(group.resource) === refKey(resource));
  const profiles = own.length > 0 ? own : [{ profile: ASSUMED_PROFILE, proxies: [] }];
  return profiles.flatMap(({ profile, proxies }) => {
    const old = translator.render({ snapshot: before, directory, resource, profile });
    const now = translator.render({ snapshot: merged.snapshot, directory, resource, profile });
    const resources = TYPES.flatMap((type) => differences(type, old[type], now[type]));
    return resources.length === 0 ? [] : [{ resource, profile, proxies, before: old, after: now, resources }];
  });
}

function differences(
  type: ResourceType,
  before: ReadonlyMap<string, EncodedResource>,
  after: ReadonlyMap<string, EncodedResource>,
): ResourceEffect[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old?.version === now?.version) return [];
    return [{ type, name, op: !old ? 'added' : now ? 'changed' : 'removed' } as const];
  });
}

/** Several profiles of one node or gateway are told together. */
function nodeEffect(resource: ProxyResource, removed: boolean, changed: readonly ChangedRendering[]): NodeEffect {
  const resources = new Map(
    changed.flatMap((one) => one.resources).map((resource) => [`${resource.type} ${resource.name}`, resource]),
  );
  const proxies = changed.reduce((sum, one) => sum + one.proxies.length, 0);
  const profile = proxies > 0 ? 'connected' : 'assumed';
  return { resource, proxies, profile, removed, resources: [...resources.values()] };
}

/** What open connections feel (envoy-mapping.md 4.2, measured on Envoy 1.40): routes and endpoints touch none. */
function connectionsOf({ resource, proxies, before, resources }: ChangedRendering): ConnectionEffect[] {
  if (proxies.length === 0) return [];
  return resources.flatMap(({ type, name, op }) => {
    if (op === 'added' || (type !== 'listener' && type !== 'cluster')) return [];
    const effect = op === 'removed' ? 'closed' : type === 'listener' ? 'drained' : 'reopened';
    const tcp = type === 'listener' && carriesTcp(before.listener.get(name));
    return [{ resource, proxies: proxies.length, name, effect, tcp } as const];
  });
}

function carriesTcp(listener: EncodedResource | undefined): boolean {
  if (!listener) return false;
  return JSON.stringify(decodeResource('listener', listener.bytes)).includes(
    'envoy.extensions.filters.network.tcp_proxy',
  );
}
