import { TURNED_AWAY_REASONS, type TurnedAway, type TurnedAwayReason } from '@/lib/model';

/**
 * Connections that were ended before anybody on them was let in. They are nobody's, so only counts are kept, one entry
 * for each reason: strangers cannot fill it.
 */
export class TurnedAwayBook {
  readonly #byReason = new Map<TurnedAwayReason, TurnedAway>();

  add(host: string, reason: TurnedAwayReason, at: number): void {
    const known = this.#byReason.get(reason);
    if (!known) {
      this.#byReason.set(reason, { reason, lastPeer: host, firstAt: at, lastAt: at, count: 1 });
      return;
    }
    known.count += 1;
    known.lastAt = at;
    known.lastPeer = host;
  }

  all(): TurnedAway[] {
    return TURNED_AWAY_REASONS.flatMap((reason) => this.#byReason.get(reason) ?? []);
  }
}
