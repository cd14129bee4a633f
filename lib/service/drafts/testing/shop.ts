/** A mesh in a real store with the real use cases, and drafts on it. Envoy and connected proxies are stand-ins. */

import { randomUUID } from 'node:crypto';
import { createCipher } from '@/lib/identity';
import { callProblems, EMPTY_DIRECTORY, type Kind, problemsOf, type ResourceRef, type SeenCall } from '@/lib/model';
import { createSqliteStore, type Store } from '@/lib/store';
import { createTranslator } from '@/lib/translate';
import type { Caller } from '../../caller';
import type { ProxyGroup } from '../../observed';
import { DEFAULT_QUOTAS, type Quotas } from '../../quotas';
import { createService, type Service } from '../../service';
import { createDrafts, type DraftDeps, type Drafts } from '..';

export const MESH = { account: '111122223333', region: 'eu-central-1', mesh: 'shop' };
export const ROUTE = { kind: 'route', parent: 'back-router', name: 'to-back' } as const satisfies ResourceRef;

/** Somebody with a role. */
export function person(who: string, role: Caller['role'] = 'editor'): Caller {
  return { account: MESH.account, region: MESH.region, role, writer: { door: 'console', who, userAgent: '' } };
}

export const ANN = person('ann');
export const BEN = person('ben');

export interface Shop {
  store: Store;
  service: Service;
  drafts: Drafts;
  /** What is connected; tests put groups in. */
  groups: ProxyGroup[];
  /** Calls that were seen; tests put them in. */
  calls: SeenCall[];
  /** What the stand-in for Envoy was asked, and what it answers. */
  envoy: { asked: unknown[]; answer: DraftDeps['checkConfig'] };
  clock: { ms: number };
  weights(caller: Caller, v1: number, v2: number): Promise<number>;
}

/** `front` calls `back.local`, whose router splits between `v1` (100) and `v2` (0). Revision 7. */
export async function openShop(quotas: Partial<Quotas> = {}): Promise<Shop> {
  const clock = { ms: 1_800_000_000_000 };
  const now = () => clock.ms++;
  const store = await createSqliteStore({ path: ':memory:', clock: { now } });
  const common = { store, clock: { now }, random: { uuid: () => randomUUID() } };
  const all = { ...DEFAULT_QUOTAS, ...quotas };
  const passwords = { hash: async () => '', verify: async () => false };
  const service = createService({ ...common, passwords, cipher: createCipher('a secret for tests'), quotas: all });
  const groups: ProxyGroup[] = [];
  const calls: SeenCall[] = [];
  const envoy: Shop['envoy'] = { asked: [], answer: async () => ({ ok: true, message: '' }) };
  const drafts = createDrafts({
    ...common,
    quotas: all,
    translator: createTranslator(),
    observed: {
      snapshot: () => undefined,
      directory: () => EMPTY_DIRECTORY,
      problemsIn: (snapshot) => [...problemsOf(snapshot, EMPTY_DIRECTORY), ...callProblems(snapshot, calls)],
      proxyGroups: () => groups,
    },
    checkConfig(config) {
      envoy.asked.push(config);
      return envoy.answer(config);
    },
  });
  await fill(service);
  const weights: Shop['weights'] = async (caller, v1, v2) => {
    const input = { meshName: 'shop', virtualRouterName: 'back-router', routeName: 'to-back', spec: split(v1, v2) };
    return (await service.updateResource(caller, 'route', input)).revision;
  };
  return { store, service, drafts, groups, calls, envoy, clock, weights };
}

async function fill(service: Service): Promise<void> {
  const make = (kind: Kind, input: object) => service.createResource(ANN, kind, { meshName: 'shop', ...input });
  await make('mesh', {});
  for (const name of ['v1', 'v2']) await make('virtualNode', { virtualNodeName: name, spec: nodeSpec(name) });
  const listeners = [{ portMapping: { port: 8080, protocol: 'http' } }];
  await make('virtualRouter', { virtualRouterName: 'back-router', spec: { listeners } });
  await make('route', { virtualRouterName: 'back-router', routeName: 'to-back', spec: split(100, 0) });
  const provider = { virtualRouter: { virtualRouterName: 'back-router' } };
  await make('virtualService', { virtualServiceName: 'back.local', spec: { provider } });
  const backends = [{ virtualService: { virtualServiceName: 'back.local' } }];
  await make('virtualNode', { virtualNodeName: 'front', spec: { backends } });
}

/** A node with one HTTP listener, found by DNS. */
export function nodeSpec(hostname: string, port = 8080) {
  return {
    listeners: [{ portMapping: { port, protocol: 'http' } }],
    serviceDiscovery: { dns: { hostname: `${hostname}.example` } },
  };
}

export function split(v1: number, v2: number) {
  const weightedTargets = [
    { virtualNode: 'v1', weight: v1 },
    { virtualNode: 'v2', weight: v2 },
  ];
  return { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } };
}

/** The only connected proxies of a node, intercepting, on Envoy 1.40. */
export function connected(node: string, ...ids: string[]): ProxyGroup {
  return {
    resource: { kind: 'virtualNode', name: node },
    profile: { dataplane: { mode: 'intercept' }, envoyVersion: [1, 40] },
    proxies: ids.map((id) => ({ id, address: `10.0.0.${id.length}` })),
  };
}
