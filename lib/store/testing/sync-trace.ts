/** What `strace -y` saw a writer do, as far as durability is concerned. */
type Step = 'write' | 'sync' | 'ack';

/**
 * Reads a trace (`strace -f -y -e trace=fsync,fdatasync,pwrite64,write`) and returns, for each acknowledgement that
 * was printed, what is wrong with it: undefined when the log was written and then synced before it.
 */
export function judgeTrace(trace: string): { acknowledged: number; faults: string[] } {
  let written = false;
  let unsynced = 0;
  let acknowledged = 0;
  const faults: string[] = [];
  for (const step of steps(trace)) {
    if (step === 'write') {
      written = true;
      unsynced += 1;
    } else if (step === 'sync') {
      unsynced = 0;
    } else {
      acknowledged += 1;
      if (!written) faults.push(`acknowledgement ${acknowledged}: nothing was written to the log before it`);
      if (unsynced > 0) faults.push(`acknowledgement ${acknowledged}: ${unsynced} writes to the log were not synced`);
      written = false;
    }
  }
  return { acknowledged, faults };
}

/** The steps of the log and of the acknowledgements; failed calls do not count. */
function steps(trace: string): Step[] {
  return trace.split('\n').flatMap((line): Step[] => {
    if (/\bpwrite64\(\d+<[^>]*-wal>.*= \d+$/.test(line)) return ['write'];
    if (/\b(fsync|fdatasync)\(\d+<[^>]*-wal>\)\s*= 0$/.test(line)) return ['sync'];
    return /\bwrite\(1<[^>]*>, "ack \d+\\n".*= \d+$/.test(line) ? ['ack'] : [];
  });
}
