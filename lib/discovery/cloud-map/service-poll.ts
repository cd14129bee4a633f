import type { Instance, SourceFailure, WatchedService } from '@/lib/model';
import { sameInstances } from '../directory';

/** AWS tells so many instances of a service at most, and gives no second page. */
export const MOST_INSTANCES = 1000;

/** A service whose instances have no health is asked whole that often at least: a health check may be set later, ms. */
const WHOLE_EVERY_MS = 5 * 60_000;
/** After failures in a row it is asked no later than this, ms. */
const LONGEST_WAIT_MS = 60_000;

/** What AWS answered to DiscoverInstances. */
export interface Discovered {
  instances: readonly Instance[];
  /** Grows when an instance is registered or deregistered; health does not change it. */
  revision?: number;
}

/** What is kept of a service over a restart. */
export interface KnownService {
  namespace: string;
  service: string;
  instances: readonly Instance[];
  revision?: number | undefined;
  answeredAt: number;
}

/** When one service is asked for next, by which call, and what is known of it. Reads no clock. */
export class ServicePoll {
  #known: Discovered = { instances: [] };
  #answeredAt: number | undefined;
  #wholeAt: number | undefined;
  #failure: SourceFailure | undefined;
  #failures = 0;
  #dueAt = 0;
  #asking = false;

  constructor(
    readonly namespace: string,
    readonly service: string,
    /** Random between 0 and 1: services that began together are not asked together for ever. */
    private readonly random: () => number,
  ) {}

  /** Takes what an earlier run knew: it stands until AWS answers. */
  restore({ instances, revision, answeredAt }: KnownService): void {
    this.#known = { instances, ...(revision !== undefined && { revision }) };
    this.#answeredAt = answeredAt;
  }

  isDue(now: number): boolean {
    return !this.#asking && now >= this.#dueAt;
  }

  get dueAt(): number {
    return this.#dueAt;
  }

  /**
   * The call that must be made. A revision is asked for only where it tells everything: what AWS answers it with costs
   * the same as the instances, but is small; and a change of health is not in it.
   */
  ask(now: number): 'instances' | 'revision' {
    this.#asking = true;
    const { instances, revision } = this.#known;
    const hasHealth = instances.some(({ health }) => health !== undefined);
    const isWhole = this.#wholeAt !== undefined && now - this.#wholeAt < WHOLE_EVERY_MS;
    return isWhole && revision !== undefined && !hasHealth ? 'revision' : 'instances';
  }

  /** The instances, sorted by id since AWS gives them in any order; the same list where nothing changed. */
  discovered({ instances, revision }: Discovered, now: number, pollMs: number): readonly Instance[] {
    const sorted = [...instances].sort((a, b) => (a.id < b.id ? -1 : 1));
    const kept = sameInstances(this.#known.instances, sorted) ? this.#known.instances : sorted;
    this.#known = { instances: kept, ...(revision !== undefined && { revision }) };
    this.#wholeAt = now;
    this.#answered(now, pollMs);
    return kept;
  }

  /** Whether the revision is still the one that is known; if not, the instances are due at once. */
  revised(revision: number, now: number, pollMs: number): boolean {
    const same = revision === this.#known.revision;
    this.#answered(now, pollMs);
    if (!same) {
      this.#wholeAt = undefined;
      this.#dueAt = now;
    }
    return same;
  }

  /** What was known stays. Each failure in a row doubles the wait, except where calls only came too fast. */
  failed(failure: SourceFailure, pollMs: number): void {
    this.#asking = false;
    this.#failure = failure;
    if (failure.code !== 'throttled') this.#failures += 1;
    const longest = Math.max(pollMs, LONGEST_WAIT_MS);
    this.#dueAt = failure.at + this.#spread(Math.min(longest, pollMs * 2 ** Math.min(16, this.#failures)));
  }

  view(): WatchedService {
    const { instances } = this.#known;
    return {
      namespace: this.namespace,
      service: this.service,
      instances: instances.length,
      ...(this.#answeredAt !== undefined && { answeredAt: this.#answeredAt }),
      ...(this.#failure && { failure: this.#failure }),
      truncated: instances.length >= MOST_INSTANCES,
    };
  }

  /** Undefined as long as AWS never answered. */
  known(): KnownService | undefined {
    if (this.#answeredAt === undefined) return undefined;
    const { namespace, service } = this;
    const { instances, revision } = this.#known;
    return { namespace, service, instances, revision, answeredAt: this.#answeredAt };
  }

  #answered(now: number, pollMs: number): void {
    this.#asking = false;
    this.#answeredAt = now;
    this.#failure = undefined;
    this.#failures = 0;
    this.#dueAt = now + this.#spread(pollMs);
  }

  #spread(ms: number): number {
    return ms * (0.9 + 0.2 * this.random());
  }
}
