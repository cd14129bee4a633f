/** Decides which of many like events are told: see `createSparing`. */
export interface Sparing {
  /** Undefined when this one is to be kept quiet, else how many like it were kept quiet since the last one told. */
  tell(key: string, now: number): number | undefined;
}

/**
 * Keeps a log short that strangers can fill: the first event of a key is told, further ones at most every `everyMs`.
 * At most `most` keys are remembered, the oldest goes first.
 */
export function createSparing({ everyMs, most }: { everyMs: number; most: number }): Sparing {
  const last = new Map<string, { at: number; quiet: number }>();
  return {
    tell(key, now) {
      const known = last.get(key);
      if (known && now - known.at < everyMs) {
        known.quiet += 1;
        return undefined;
      }
      last.delete(key);
      if (last.size >= most) last.delete(last.keys().next().value ?? '');
      last.set(key, { at: now, quiet: 0 });
      return known?.quiet ?? 0;
    },
  };
}
