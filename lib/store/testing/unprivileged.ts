/** User and group that own nothing: nobody. */
const NOBODY = 65534;

/**
 * Runs `work` until its first await without root's power over files. For tests of files that may not be read or
 * written: root may.
 */
export function unprivileged<T>(work: () => T): T {
  if (process.getuid?.() !== 0 || !process.seteuid || !process.setegid) return work();
  process.setegid(NOBODY);
  process.seteuid(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid(0);
    process.setegid(0);
  }
}
