/** Waiting for conditions instead of for time. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tries `probe` until it answers something other than undefined or false; throws after `limitMs` with what it last
 * said, or as soon as `abandon` throws.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  options: { limitMs?: number; everyMs?: number; abandon?: () => void } = {},
): Promise<T> {
  const { limitMs = 60_000, everyMs = 50, abandon } = options;
  const end = performance.now() + limitMs;
  let last = 'not yet';
  while (performance.now() < end) {
    abandon?.();
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(everyMs);
  }
  throw new Error(`waited ${limitMs / 1000} s for ${what}: ${last}`);
}

/** Waits until a GET of `url` answers 2xx or 3xx. */
export async function waitForHttp(what: string, url: string, abandon?: () => void): Promise<void> {
  const probe = async () => {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${url} answers ${response.status} ${text.slice(0, 200)}`);
    return true;
  };
  await waitFor(what, probe, abandon ? { abandon } : {});
}
