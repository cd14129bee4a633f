import { setImmediate } from 'node:timers/promises';
import type { DraftEffect, InstanceDirectory, MergedDraft, MeshSnapshot } from '@/lib/model';
import {
  affectedNodes,
  decodeResource,
  type EncodedResource,
  type ProxyProfile,
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
  node: string;
  profile: ProxyProfile;
  proxies: ProxyGroup['proxies'];
  before: RenderedConfig;
  after: RenderedConfig;
  resources: ResourceEffect[];
}

export interface RenderedEffect {
  effect: DraftEffect;
  /** Of nodes that stay: what Envoy is asked about. */
  renderings: ChangedRendering[];
}

/** Where no proxy of a node is connected: App Mesh's interception, on the Envoy that is tested most. */
const ASSUMED_PROFILE: ProxyProfile = { dataplane: { mode: 'intercept' }, envoyVersion: [1, 40] };

const TYPES = ['cluster', 'endpoint', 'listener', 'route', 'secret'] as const satisfies readonly ResourceType[];

interface Sides {
  translator: Translator;
  directory: InstanceDirectory;
  before: MeshSnapshot;
  merged: MergedDraft;
  groups: readonly ProxyGroup[];
}

/** Renders every node that may be concerned before and after, and tells what differs and for whom. */
export async function effectOf(sides: Sides): Promise<RenderedEffect> {
  const { before, merged } = sides;
  const effect: DraftEffect = { nodes: [], proxies: [], connections: [] };
  const renderings: ChangedRendering[] = [];
  for (const node of [...affectedNodes(before, merged.snapshot, merged.changes)].sort()) {
    // Rendering is not asynchronous: deliveries get their turn between two nodes.
    await setImmediate();
    const changed = changedRenderings(sides, node);
    const removed = !merged.snapshot.virtualNodes.has(node);
    if (changed.length === 0) continue;
    effect.nodes.push(nodeEffect(node, removed, changed));
    effect.proxies.push(
      ...changed.flatMap(({ proxies }) => proxies.map((proxy) => ({ ...proxy, resource: refOf(node) }))),
    );
    if (removed) continue;
    effect.connections.push(...changed.flatMap(connectionsOf));
    renderings.push(...changed);
  }
  return { effect, renderings };
}

const refOf = (name: string) => ({ kind: 'virtualNode' as const, name });

function changedRenderings({ translator, directory, before, merged, groups }: Sides, node: string): ChangedRendering[] {
  const resource = refOf(node);
  const own = groups.filter((group) => group.resource.kind === 'virtualNode' && group.resource.name === node);
  const profiles = own.length > 0 ? own : [{ profile: ASSUMED_PROFILE, proxies: [] }];
  return profiles.flatMap(({ profile, proxies }) => {
    const old = translator.render({ snapshot: before, directory, resource, profile });
    const now = translator.render({ snapshot: merged.snapshot, directory, resource, profile });
    const resources = TYPES.flatMap((type) => differences(type, old[type], now[type]));
    return resources.length === 0 ? [] : [{ node, profile, proxies, before: old, after: now, resources }];
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

/** Several profiles of one node are told together. */
function nodeEffect(node: string, removed: boolean, changed: readonly ChangedRendering[]): NodeEffect {
  const resources = new Map(
    changed.flatMap((one) => one.resources).map((resource) => [`${resource.type} ${resource.name}`, resource]),
  );
  const proxies = changed.reduce((sum, one) => sum + one.proxies.length, 0);
  const profile = proxies > 0 ? 'connected' : 'assumed';
  return { resource: refOf(node), proxies, profile, removed, resources: [...resources.values()] };
}

/** What open connections feel (envoy-mapping.md 4.2, measured on Envoy 1.40): routes and endpoints touch none. */
function connectionsOf({ node, proxies, before, resources }: ChangedRendering): ConnectionEffect[] {
  if (proxies.length === 0) return [];
  return resources.flatMap(({ type, name, op }) => {
    if (op === 'added' || (type !== 'listener' && type !== 'cluster')) return [];
    const effect = op === 'removed' ? 'closed' : type === 'listener' ? 'drained' : 'reopened';
    const tcp = type === 'listener' && carriesTcp(before.listener.get(name));
    return [{ resource: refOf(node), proxies: proxies.length, name, effect, tcp } as const];
  });
}

function carriesTcp(listener: EncodedResource | undefined): boolean {
  if (!listener) return false;
  return JSON.stringify(decodeResource('listener', listener.bytes)).includes(
    'envoy.extensions.filters.network.tcp_proxy',
  );
}
