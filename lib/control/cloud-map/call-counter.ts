import type { CallCount, ConnectionState } from '@/lib/model';
import type { KeptCalls } from './kept-connection';

/** Counts calls to AWS, which cost money: of the day in UTC, as AWS bills, and of all time. */
export class CallCounter {
  #kept: KeptCalls;

  constructor(now: number, kept?: KeptCalls) {
    this.#kept = kept ?? { day: dayOf(now), today: none(), total: none(), since: now };
  }

  add(kind: keyof CallCount, now: number): void {
    const { today, total } = this.#ofDay(now);
    today[kind] += 1;
    total[kind] += 1;
  }

  view(now: number): ConnectionState['calls'] {
    const { today, total, since } = this.#ofDay(now);
    return { today: { ...today }, total: { ...total }, since };
  }

  kept(now: number): KeptCalls {
    return structuredClone(this.#ofDay(now));
  }

  #ofDay(now: number): KeptCalls {
    const day = dayOf(now);
    if (day !== this.#kept.day) this.#kept = { ...this.#kept, day, today: none() };
    return this.#kept;
  }
}

const none = (): CallCount => ({ instances: 0, revisions: 0 });
const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);
