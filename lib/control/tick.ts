import type { Metrics } from '@/lib/metrics';
import { type MeshSnapshot, meshKeyText } from '@/lib/model';
import type { CauseQueue } from './cause-queue';
import type { CloudMapLoop } from './cloud-map/cloud-map-loop';
import type { CredentialDirectory } from './credential-directory';
import type { Keeper } from './keeper';
import { liveProblems } from './live-problems';
import type { PushLoop } from './push-loop';
import type { SamplingLoop } from './sampling-loop';
import type { State } from './state';
import type { TurnWatch } from './tls-turns';

/** A group without proxies is forgotten after this: its proxies may come back meanwhile. */
const FORGET_GROUP_MS = 60_000;

/** How often last uses of credentials and what AWS Cloud Map told are stored, ms. */
const FLUSH_EVERY_MS = 5000;

/** What is done once a second. */
export class Ticker {
  readonly #emptySince = new Map<string, number>();
  readonly #liveProblems = new Map<string, string>();
  #flushedAt = 0;

  constructor(
    private readonly state: State,
    private readonly deps: {
      sampling: SamplingLoop;
      loop: PushLoop;
      queue: CauseQueue;
      watch: TurnWatch;
      keeper: Keeper;
      credentials: CredentialDirectory;
      cloudMap: CloudMapLoop;
      metrics?: Metrics | undefined;
    },
  ) {}

  tick(now: number): void {
    this.#sample(now);
    this.#turn(now);
    this.#forgetEmptyGroups(now);
    this.#tellTraffic(now);
    this.#count();
    this.deps.cloudMap.tick(now);
    if (now - this.#flushedAt >= FLUSH_EVERY_MS) this.#flush(now);
  }

  #flush(now: number): void {
    this.#flushedAt = now;
    this.state.refused.keepOnly(new Set([...this.state.meshes.all()].map(({ key }) => meshKeyText(key))));
    void this.deps.credentials.flush();
    void this.deps.cloudMap.flush(now);
  }

  #sample(now: number): void {
    const changed = this.deps.sampling.tick(this.state.groups.all(), now);
    for (const group of changed) this.deps.loop.republish(group, now);
    if (changed.length > 0) this.deps.keeper.documentChanged('sampling');
  }

  /** TLS that turns in steps goes on where everybody is ready. */
  #turn(now: number): void {
    for (const turn of this.deps.watch.due(now)) {
      this.deps.queue.add({ type: 'turn', turn, step: turn.step, at: now });
    }
  }

  #forgetEmptyGroups(now: number): void {
    for (const group of [...this.state.groups.all()]) {
      if (group.proxies.size > 0) {
        this.#emptySince.delete(group.id);
        continue;
      }
      const since = this.#emptySince.get(group.id) ?? now;
      this.#emptySince.set(group.id, since);
      if (now - since < FORGET_GROUP_MS) continue;
      this.#emptySince.delete(group.id);
      this.deps.sampling.forget(group);
      this.deps.loop.forget(group);
    }
  }

  #tellTraffic(now: number): void {
    if (!this.state.notifier.hasListeners) return;
    for (const snapshot of this.state.meshes.all()) {
      const [anybody] = this.state.proxies.ofMesh(meshKeyText(snapshot.key));
      if (!anybody) continue;
      this.state.notifier.tell({ type: 'traffic', mesh: snapshot.key });
      this.#tellProblems(snapshot, now);
    }
  }

  /** They come and go without a revision; who looks at problems must hear of it. */
  #tellProblems(snapshot: MeshSnapshot, now: number): void {
    const { key } = snapshot;
    const found = liveProblems(snapshot, this.state, { watch: this.deps.watch, now: () => now });
    const text = found.map(({ code, params }) => `${code} ${Object.values(params).join(' ')}`).join('\n');
    const before = this.#liveProblems.get(meshKeyText(key)) ?? '';
    if (text === before) return;
    this.#liveProblems.set(meshKeyText(key), text);
    this.state.notifier.tell({ type: 'problems', mesh: key });
  }

  #count(): void {
    const counts = { current: 0, behind: 0, refused: 0 };
    for (const proxy of this.state.proxies.connected) {
      const { behind, refused } = proxy.queue.summary();
      counts[refused ? 'refused' : behind > 0 ? 'behind' : 'current'] += 1;
    }
    for (const [state, count] of Object.entries(counts)) this.deps.metrics?.proxies.set({ state }, count);
  }
}
