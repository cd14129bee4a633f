import { z } from 'zod';
import { type CloudMapClientFactory, createDirectory, type LiveDirectory } from '@/lib/discovery';
import type { Metrics } from '@/lib/metrics';
import { type InstanceDirectory, type MeshSnapshot, meshKeyText, type Problem } from '@/lib/model';
import type { ObservedState } from '@/lib/service';
import type { Store } from '@/lib/store';
import type { Translator } from '@/lib/translate';
import type { Clock, Logger, Random } from '@/lib/util';
import type { Admission, PeerInfo, Rejection, XdsServer } from '@/lib/xds';
import { createAdmission } from './admission';
import { CauseQueue } from './cause-queue';
import { CloudMapLoop } from './cloud-map/cloud-map-loop';
import type { CredentialDirectory } from './credential-directory';
import type { LogAddress } from './groups';
import { Keeper } from './keeper';
import { observedState } from './observed';
import type { HeldCertificates } from './private-keys';
import type { ToJson } from './proxy-config';
import { peerHost } from './proxy-identity';
import { PushLoop } from './push-loop';
import { pushNews } from './push-news';
import { Renderer } from './rendering';
import { Reporters } from './reporters';
import { keptSource, restoreMeshes, restoreTurns } from './restore';
import { SamplingLoop } from './sampling-loop';
import { newState, type State } from './state';
import { Ticker } from './tick';
import { TurnWatch } from './tls-turns';
import { Trust } from './trust';
import { XdsNews } from './xds-news';

export interface ControlDeps {
  store: Store;
  translator: Translator;
  /** Makes the xDS server, which asks this admission. */
  createXds(admission: Admission): XdsServer;
  /** Where a proxy that came from this peer reaches the access log service: the xDS address as proxies see it. */
  logAddress(peer: PeerInfo): LogAddress;
  home: { account: string; region: string };
  credentials: CredentialDirectory;
  /** Every proxy must prove who it is. */
  proofRequired: boolean;
  /** Makes the token by which proxies send access logs. */
  reportToken?(resource: string): string;
  proxiesPerResource: number;
  /** For TLS between proxies; nothing where it is not given. */
  certificates?: HeldCertificates;
  /** What is wrong with a mesh, from the model alone. */
  problemsOf(snapshot: MeshSnapshot, directory: InstanceDirectory): readonly Problem[];
  toJson: ToJson;
  /** Opens a client to an AWS Cloud Map. */
  createCloudMapClient: CloudMapClientFactory;
  clock: Clock;
  random: Random;
  logger: Logger;
  metrics?: Metrics;
}

export interface Control {
  readonly xds: XdsServer;
  readonly observed: ObservedState;
  /** What connections to AWS Cloud Map are doing. */
  readonly cloudMap: Pick<CloudMapLoop, 'stateOf' | 'servicesInUse'>;
  /** Stops the loops and stores what is known. Streams are closed by closing `xds` before or after. */
  close(): Promise<void>;
}

const TICK_MS = 1000;
const NOT_READY: Rejection = { code: 8, message: 'the control plane is starting' };

/**
 * Reads the meshes and follows the feed: when this resolves, proxies may connect and get what the store holds. The
 * only place with timers.
 */
export async function createControl(deps: ControlDeps): Promise<Control> {
  const { store, clock, logger, metrics } = deps;
  const directory = await createDirectory(store);
  const state = newState(directory, () => keeper.documentChanged('tls-turns'));
  const keeper: Keeper = new Keeper(
    store,
    keptSource(state, () => sampling),
    logger,
  );
  const sampling = new SamplingLoop((await keeper.readDocument('sampling', z.record(z.string(), z.unknown()))) ?? {});
  const admission: { ready?: Admission } = {};
  const xds = deps.createXds({
    admit: (node, peer) => admission.ready?.admit(node, peer) ?? NOT_READY,
    admitReport: (node, peer) => admission.ready?.admitReport(node, peer) ?? NOT_READY,
    recheck: (node, peer, kind) => admission.ready?.recheck(node, peer, kind) ?? NOT_READY,
  });
  const renderer = new Renderer({
    ...state,
    ...deps,
    directory,
    held: deps.certificates,
    timed: timer(metrics, clock),
  });
  const watch = new TurnWatch({ ...state, logger, startedAt: clock.now() });
  const news = pushNews(state, keeper, metrics);
  const loop = new PushLoop({
    ...state,
    renderer,
    xds,
    news,
    logger,
    isReady: (turn) => watch.isReady(turn, clock.now()),
    published: () => metrics?.publications.inc(),
  });
  const queue = new CauseQueue((causes) => loop.take(causes), logger, clock);
  const unfollow = follow(deps, directory, queue, state.notifier);
  await state.meshes.load(store);
  const cloudMap = await CloudMapLoop.open({
    ...deps,
    directory,
    meshes: state.meshes,
    createClient: deps.createCloudMapClient,
    now: () => clock.now(),
    random: () => fraction(deps.random),
  });
  await restoreMeshes(state, keeper, clock.now());
  await restoreTurns(state, keeper, clock.now());
  queue.start();
  admission.ready = createAdmission({
    ...state,
    ...deps,
    loop,
    quota: deps.proxiesPerResource,
    trust: trustOf(deps, state),
    refusalTold: (mesh) => state.notifier.proxiesChanged(mesh),
    now: () => clock.now(),
    sampling: (groupId) => sampling.percentOf(groupId),
  });
  deps.credentials.onChange(() => xds.recheck());
  deps.certificates?.onChange(() => {
    for (const group of state.groups.all()) loop.republish(group, clock.now());
  });
  const observer = xdsNews(deps, state, { sampling, loop, keeper });
  xds.onEvent((event) => observer.take(event));
  const ticker = new Ticker(state, {
    sampling,
    loop,
    queue,
    watch,
    keeper,
    metrics,
    cloudMap,
    credentials: deps.credentials,
  });
  const interval = setInterval(() => ticker.tick(clock.now()), TICK_MS).unref();
  return {
    xds,
    observed: observedState(state, { ...deps, xds, watch, now: () => clock.now() }),
    cloudMap,
    async close() {
      clearInterval(interval);
      await cloudMap.close();
      unfollow();
      queue.close();
      state.notifier.close();
      await keeper.close();
      await deps.credentials.flush();
    },
  };
}

function follow(
  { store, clock }: ControlDeps,
  directory: LiveDirectory,
  queue: CauseQueue,
  notifier: State['notifier'],
): () => void {
  const stopMeshes = store.subscribe((event) => {
    if (event.type === 'mesh') queue.add({ type: 'mesh', event });
    if (event.type === 'layout' || event.type === 'settings') notifier.tell({ type: event.type, mesh: event.mesh });
    if (event.type !== 'draft') return;
    const { mesh, draft, deleted } = event;
    notifier.tell({ type: 'draft', mesh, draft, deleted });
  });
  const stopEndpoints = directory.subscribe((change) => queue.add({ type: 'endpoints', change, at: clock.now() }));
  return () => {
    stopMeshes();
    stopEndpoints();
    directory.close();
  };
}

function trustOf({ proofRequired, credentials, home, clock }: ControlDeps, { proxies }: State): Trust {
  return new Trust({
    required: proofRequired,
    credentials,
    home,
    now: () => clock.now(),
    isConnected: ({ mesh, resource }, host) =>
      [...proxies.ofMesh(meshKeyText(mesh))].some(
        ({ group, stream }) =>
          group.resource.kind === resource.kind &&
          group.resource.name === resource.name &&
          peerHost(stream.peer) === host,
      ),
  });
}

function xdsNews(
  deps: ControlDeps,
  state: State,
  { sampling, loop, keeper }: { sampling: SamplingLoop; loop: PushLoop; keeper: Keeper },
): XdsNews {
  const { metrics } = deps;
  return new XdsNews({
    ...state,
    ...deps,
    sampling,
    reporters: new Reporters(),
    newId: () => deps.random.uuid(),
    revisionOf: (generation) => loop.revisionOf(generation),
    proxiesChanged(mesh) {
      state.notifier.proxiesChanged(mesh);
      keeper.changed(mesh);
    },
    onRefused: (type) => metrics?.refusals.inc({ type }),
    onTurnedAway: (reason) => metrics?.turnedAway.inc({ reason }),
    onLogged: (entries) => metrics?.accessLogEntries.inc(entries),
  });
}

function timer(metrics: Metrics | undefined, clock: Clock): <T>(work: () => T) => T {
  return (work) => {
    const started = clock.now();
    const result = work();
    metrics?.renderSeconds.observe((clock.now() - started) / 1000);
    return result;
  };
}

/** A number from 0 to 1, of the one randomness that there is. */
function fraction(random: Random): number {
  return Number.parseInt(random.uuid().slice(0, 8), 16) / 2 ** 32;
}
