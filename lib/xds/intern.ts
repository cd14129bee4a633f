/**
 * Keeps one object for each key as long as somebody uses it. Equal subscriptions and equal restored states of many
 * streams become one object, so that what is worked out for one of them serves all.
 */
export class InternPool<T extends object> {
  private readonly entries = new Map<string, WeakRef<T>>();
  private readonly cleanup = new FinalizationRegistry<string>((key) => {
    if (this.entries.get(key)?.deref() === undefined) this.entries.delete(key);
  });

  get(key: string, make: () => T): T {
    const known = this.entries.get(key)?.deref();
    if (known) return known;
    const made = make();
    this.entries.set(key, new WeakRef(made));
    this.cleanup.register(made, key);
    return made;
  }

  /** How many keys are held, for tests of memory. */
  get size(): number {
    return this.entries.size;
  }
}

/** Remembers a value for a pair of objects, for as long as both live. */
export class PairMemo<A extends object, B extends object, V> {
  private readonly byFirst = new WeakMap<A, WeakMap<B, V>>();

  get(first: A, second: B, make: () => V): V {
    let bySecond = this.byFirst.get(first);
    if (!bySecond) {
      bySecond = new WeakMap();
      this.byFirst.set(first, bySecond);
    }
    const known = bySecond.get(second);
    if (known !== undefined) return known;
    const made = make();
    bySecond.set(second, made);
    return made;
  }
}
