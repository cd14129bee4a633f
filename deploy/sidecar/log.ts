/** The sidecar's own lines among Envoy's, on stderr. */
export type Log = (level: 'info' | 'warning' | 'error', message: string) => void;

/** Writes lines in the shape of Envoy's, so that one rule reads both. */
export const stderrLog: Log = (level, message) => {
  process.stderr.write(`[${new Date().toISOString()}][${process.pid}][${level}][meshkeep-sidecar] ${message}\n`);
};
