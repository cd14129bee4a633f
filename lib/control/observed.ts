import {
  type ApiProxy,
  type InstanceDirectory,
  type MeshKey,
  type MeshSnapshot,
  meshKeyText,
  type Problem,
} from '@/lib/model';
import type { ObservedState, ProxyGroup } from '@/lib/service';
import type { XdsServer } from '@/lib/xds';
import { type ConnectedProxy, proxyTraffic } from './connected-proxy';
import { liveProblems } from './live-problems';
import { WINDOW_SECONDS } from './mesh-traffic';
import { configOf, type ToJson } from './proxy-config';
import type { State } from './state';
import type { TurnWatch } from './tls-turns';

export type ProblemsOf = (snapshot: MeshSnapshot, directory: InstanceDirectory) => readonly Problem[];

/** The live state as use cases and doors read it. */
export function observedState(
  state: State,
  deps: {
    xds: Pick<XdsServer, 'acknowledged'>;
    watch: Pick<TurnWatch, 'heldUp'>;
    now(): number;
    toJson: ToJson;
    problemsOf: ProblemsOf;
  },
): ObservedState {
  const find = (mesh: MeshKey, id: string): ConnectedProxy | undefined =>
    [...state.proxies.ofMesh(meshKeyText(mesh))].find((proxy) => proxy.face.id === id);
  const problemsIn = (snapshot: MeshSnapshot): Problem[] => [
    ...deps.problemsOf(snapshot, state.directory),
    ...liveProblems(snapshot, state, deps),
  ];
  return {
    meshes: () => state.meshes.keys(),
    snapshot: (mesh) => state.meshes.get(mesh),
    directory: () => state.directory,
    problems(mesh) {
      const snapshot = state.meshes.get(mesh);
      return snapshot ? problemsIn(snapshot) : [];
    },
    problemsIn,
    proxies: (mesh) => listProxies(state, mesh, deps.now()),
    proxyGroups: (mesh) => proxyGroups(state, meshKeyText(mesh)),
    proxyConfig(mesh, proxyId) {
      const proxy = find(mesh, proxyId);
      const wanted = proxy?.group.config;
      return wanted && configOf(wanted, deps.xds.acknowledged(proxy.stream.streamId), deps.toJson);
    },
    refusedConnections: (mesh) => ({
      refused: state.refused.of(meshKeyText(mesh)),
      turnedAway: state.turnedAway.all(),
    }),
    receipt: (mesh, revision) => state.receipts.of(mesh).find(revision),
    traffic(mesh) {
      const snapshot = state.meshes.get(mesh);
      if (!snapshot) return noTraffic(deps.now());
      return state.traffic.read(snapshot, deps.now());
    },
    trafficHistory: (mesh, ref) => state.traffic.history(mesh, ref, deps.now()),
    subscribe: (listener) => state.notifier.subscribe(listener),
  };
}

function noTraffic(at: number) {
  return { at, windowSeconds: WINDOW_SECONDS, edges: [], routes: [], loads: [], reporting: { proxies: 0, of: 0 } };
}

function proxyGroups(state: State, meshText: string): ProxyGroup[] {
  const connected = [...state.groups.all()].filter((group) => group.meshText === meshText && group.proxies.size > 0);
  return connected.map(({ resource, profile, proxies }) => ({
    resource,
    profile,
    proxies: [...proxies].map(({ face }) => ({ id: face.id, address: face.address })),
  }));
}

/** Connected proxies first, then those that were seen last; by resource and address. */
function listProxies(state: State, mesh: MeshKey, now: number): ApiProxy[] {
  const text = meshKeyText(mesh);
  const revision = state.meshes.get(mesh)?.revision ?? 0;
  const connected = [...state.proxies.ofMesh(text)].map((proxy) => proxy.toApi(revision, trafficOf(state, proxy, now)));
  const seen = state.proxies.seen(text).map(({ proxy }) => proxy);
  const order = (a: ApiProxy, b: ApiProxy) =>
    a.resource.name < b.resource.name ? -1 : a.resource.name > b.resource.name ? 1 : a.address < b.address ? -1 : 1;
  return [...connected.sort(order), ...seen.sort(order)];
}

/** Not known where replicas cannot be told apart: their reports would be counted twice. */
function trafficOf(state: State, proxy: ConnectedProxy, now: number): ApiProxy['traffic'] {
  if (state.proxies.ofIdentity(proxy.identity).size !== 1) return undefined;
  const seconds = Math.min(WINDOW_SECONDS, Math.max(1, (now - proxy.stream.connectedAt) / 1000));
  return proxyTraffic(state.traffic.of(proxy.group.mesh).proxy(proxy.identity, now), seconds);
}
