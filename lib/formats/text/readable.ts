import { say } from '../say';
import type { Reading, SourceFile } from '../types';
import { UnreadableText, WrongFormat } from './limits';

/** Runs a step that reads one file; what cannot be read becomes a finding. */
export function readable<T>(file: SourceFile, reading: Reading, step: () => T): T | undefined {
  try {
    return step();
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    const where = cause.line === undefined ? '' : `line ${cause.line}`;
    const kind = cause instanceof WrongFormat ? 'wrong-format' : 'unreadable';
    reading.findings.push({ file: file.name, where, kind, ...say('unreadable', { reason: cause.message }) });
    return undefined;
  }
}

/** An empty reading. */
export const emptyReading = (): Reading => ({ drafts: [], findings: [] });
