import { FigureWindow } from '@/lib/metrics';
import { type Group, setSampling } from './groups';
import {
  asSamplePercent,
  LOWER_AFTER_SECONDS,
  nextSamplePercent,
  RAISE_AFTER_SECONDS,
  type SamplePercent,
} from './sampling';

interface GroupRate {
  /** Entries as they came, not weighted, by proxy. */
  byProxy: Map<string, FigureWindow>;
  highest: number;
  since: number;
}

/** Watches how many access log entries come from each group, and asks for fewer or more. */
export class SamplingLoop {
  readonly #rates = new Map<string, GroupRate>();
  readonly #percents: Map<string, SamplePercent>;

  /** `stored` are the percentages before a restart: with them the same proxies get the same bytes. */
  constructor(stored: Record<string, unknown> = {}) {
    this.#percents = new Map(Object.entries(stored).map(([group, percent]) => [group, asSamplePercent(percent)]));
  }

  percentOf(groupId: string): SamplePercent {
    return this.#percents.get(groupId) ?? 100;
  }

  logged(group: Group, proxyIdentity: string, entries: number, at: number): void {
    const rate = this.#rates.get(group.id) ?? { byProxy: new Map(), highest: 0, since: at };
    this.#rates.set(group.id, rate);
    const window = rate.byProxy.get(proxyIdentity) ?? new FigureWindow(LOWER_AFTER_SECONDS);
    rate.byProxy.set(proxyIdentity, window);
    window.add({ at, failed: false, weight: entries });
  }

  /** Groups whose percentage changes now; each has its new one already. Called about once a second. */
  tick(groups: Iterable<Group>, now: number): Group[] {
    const changed: Group[] = [];
    for (const group of groups) {
      const rate = this.#rates.get(group.id);
      if (!rate) continue;
      const recent = this.#busiest(rate, now);
      rate.highest = Math.max(rate.highest, recent);
      const heldSeconds = (now - rate.since) / 1000;
      const next = nextSamplePercent(group.samplePercent, { recent, highest: rate.highest, heldSeconds });
      if (heldSeconds >= RAISE_AFTER_SECONDS) this.#rates.set(group.id, { ...rate, highest: recent, since: now });
      if (next === group.samplePercent) continue;
      this.#rates.set(group.id, { byProxy: new Map(), highest: 0, since: now });
      setSampling(group, next);
      this.#percents.set(group.id, next);
      changed.push(group);
    }
    return changed;
  }

  forget(group: Group): void {
    this.#rates.delete(group.id);
  }

  /** For the store: only what differs from everything. */
  toStored(): Record<string, SamplePercent> {
    return Object.fromEntries([...this.#percents].filter(([, percent]) => percent !== 100));
  }

  #busiest(rate: GroupRate, now: number): number {
    let busiest = 0;
    for (const [identity, window] of rate.byProxy) {
      const entries = window.requests(now);
      if (entries === 0) rate.byProxy.delete(identity);
      busiest = Math.max(busiest, entries / LOWER_AFTER_SECONDS);
    }
    return busiest;
  }
}
