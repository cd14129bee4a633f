import type { Reading, SourceFile } from '../types';
import { UnreadableText } from './limits';

/** Runs a step that reads one file; what cannot be read becomes a finding. */
export function readable<T>(file: SourceFile, reading: Reading, step: () => T): T | undefined {
  try {
    return step();
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    const where = cause.line === undefined ? '' : `line ${cause.line}`;
    reading.findings.push({ file: file.name, where, kind: 'unreadable', message: cause.message });
    return undefined;
  }
}

/** An empty reading. */
export const emptyReading = (): Reading => ({ drafts: [], findings: [] });
