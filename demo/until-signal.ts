/** Frame of the demo's commands: start, wait for Ctrl-C, SIGTERM or a failure, stop, and answer with an exit code. */

/**
 * Runs `start`, which answers how to stop. `fail` may be called later to end everything with an error. When the
 * process that started us is gone (killed without a word), we stop too.
 */
export async function runUntilSignal(
  start: (fail: (error: Error) => void, cancelled: AbortSignal) => Promise<() => Promise<void>>,
): Promise<void> {
  const cancel = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const fail = (error: Error) => {
    console.error(`\n${error.message}`);
    end(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(0), 1000).unref();

  const starting = start(fail, cancel.signal);
  starting.catch(fail);
  const code = await ended;
  console.log('Stopping …');
  cancel.abort();
  const stop = await starting.catch(() => undefined);
  await stop?.();
  process.exit(code);
}
