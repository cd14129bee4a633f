/** Sends values one at a time; while one is on its way, only the newest of the others waits. */
export interface Latest<T> {
  /** Sends the value now, or after the one that is on its way. A value that waits is replaced by a newer one. */
  put(value: T): void;
  /** Whether something is on its way. */
  readonly busy: boolean;
}

/**
 * Makes a queue of length one: never two sends at once, the last value put is always sent, and those that were
 * overtaken while waiting are not. `send` deals with its own failures; one that rejects does not stop the next.
 *
 * @example const writer = createLatest(async (weights) => save(weights));
 */
export function createLatest<T>(
  send: (value: T) => Promise<void>,
  onBusy: (busy: boolean) => void = () => {},
): Latest<T> {
  let running = false;
  let waiting: { value: T } | undefined;

  const run = async (first: T): Promise<void> => {
    running = true;
    onBusy(true);
    for (let next: { value: T } | undefined = { value: first }; next; next = take()) {
      await send(next.value).catch(() => {});
    }
    running = false;
    onBusy(false);
  };

  const take = () => {
    const next = waiting;
    waiting = undefined;
    return next;
  };

  return {
    put(value) {
      if (running) waiting = { value };
      else void run(value);
    },
    get busy() {
      return running;
    },
  };
}
