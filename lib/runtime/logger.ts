import type { Logger } from '@/lib/util';

/** Writes one JSON line for each event to stderr: time, level, message, fields. */
export function jsonLogger(write: (line: string) => void = (line) => void process.stderr.write(line)): Logger {
  const log = (level: string) => (message: string, fields?: Record<string, unknown>) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
