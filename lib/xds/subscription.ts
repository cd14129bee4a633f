import { InternPool, PairMemo } from './intern';
import { NO_RESOURCES, type Resources } from './push';
import { MOST_NAMES, TooManyNames } from './requests';

/** What one stream wants of one type. Equal subscriptions are one object (see `Subscriptions`). */
export interface Subscription {
  readonly wildcard: boolean;
  readonly names: ReadonlySet<string>;
}

/** Nothing subscribed. */
export const NO_SUBSCRIPTION: Subscription = { wildcard: false, names: new Set() };

/** Makes subscriptions, and answers what of a configuration a subscription selects. Shared by all streams. */
export class Subscriptions {
  private readonly pool = new InternPool<Subscription>();
  private readonly selections = new PairMemo<Resources, Subscription, Resources>();
  private readonly unions = new PairMemo<Subscription, ReadonlySet<string>, Subscription>();

  /** Throws TooManyNames. */
  of(wildcard: boolean, names: Iterable<string>): Subscription {
    const sorted = [...new Set(names)].sort();
    if (sorted.length > MOST_NAMES) throw new TooManyNames();
    return this.pool.get(`${wildcard}\n${sorted.join('\n')}`, () => ({ wildcard, names: new Set(sorted) }));
  }

  /** The subscription with these names added. */
  union(subscription: Subscription, names: ReadonlySet<string>): Subscription {
    return this.unions.get(subscription, names, () =>
      this.of(subscription.wildcard, [...subscription.names, ...names]),
    );
  }

  /** The part of the resources that is subscribed to; the same object when that is all of them. */
  select(resources: Resources, subscription: Subscription): Resources {
    if (subscription.wildcard) return resources;
    return this.selections.get(resources, subscription, () => restrict(resources, subscription.names));
  }
}

function restrict(resources: Resources, names: ReadonlySet<string>): Resources {
  const kept = new Map([...resources].filter(([name]) => names.has(name)));
  if (kept.size === resources.size) return resources;
  return kept.size > 0 ? kept : NO_RESOURCES;
}
