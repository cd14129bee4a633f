import type { Clock, Logger } from './ports';
import { createSparing } from './sparing';

/** One warning a minute for each text and host; those that are remembered. */
const LIMITS = { everyMs: 60_000, most: 500 };

/** A log whose warnings strangers can cause as often as they like: like ones from one host (`peer`) are told sparingly. */
export function createSparingLogger(logger: Logger, clock: Clock): Logger {
  const sparing = createSparing(LIMITS);
  return {
    info: (message, fields) => logger.info(message, fields),
    error: (message, fields) => logger.error(message, fields),
    warn(message, fields) {
      const host = String(fields?.peer ?? '').replace(/:\d+$/, '');
      const quiet = sparing.tell(`${message} ${host}`, clock.now());
      if (quiet === undefined) return;
      logger.warn(message, { ...fields, ...(quiet > 0 && { more: quiet }) });
    },
  };
}
