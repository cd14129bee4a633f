import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './listen-error';

/** Makes the data directory, for its owner alone. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if ((statSync(dataDir).mode & 0o077) !== 0) chmodSync(dataDir, 0o700);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The data directory ${dataDir} cannot be used: ${words}. It is set by MESHKEEP_DATA_DIR.`,
      error,
    );
  }
}

/** File in the data directory by which `make start` hands the console its key. */
export const CONSOLE_FILE = 'console.json';

/** What the console needs to speak to this control plane. */
export interface ConsoleHandOver {
  accessKeyId: string;
  secretAccessKey: string;
  secret: string;
  apiUrl: string;
  region: string;
}

/** Writes a secret file whole or not at all, readable by its owner alone. */
export function writeConsoleFile(dataDir: string, handOver: ConsoleHandOver): void {
  const file = path.join(dataDir, CONSOLE_FILE);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(handOver, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} cannot be written: ${words}. Its place is set by MESHKEEP_DATA_DIR.`, error);
  }
}
