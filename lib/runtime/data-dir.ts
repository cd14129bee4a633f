import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { StartError } from './listen-error';

/** Makes the data directory, for its owner alone. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if ((statSync(dataDir).mode & 0o077) !== 0) chmodSync(dataDir, 0o700);
  } catch (error) {
    const words = wordsOf(error);
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

/** Hands the console its key. */
export function writeConsoleFile(dataDir: string, handOver: ConsoleHandOver): void {
  writePrivateFile(path.join(dataDir, CONSOLE_FILE), `${JSON.stringify(handOver, null, 2)}\n`);
}

/** File that keeps the secret that the first start made, where MESHKEEP_SECRET gives none. */
const SECRET_FILE = 'secret';

/** The kept secret; undefined when there is none. */
export function readSecretFile(dataDir: string): string | undefined {
  const file = path.join(dataDir, SECRET_FILE);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StartError(`${file} cannot be read: ${wordsOf(error)}. Its place is set by MESHKEEP_DATA_DIR.`, error);
  }
}

/** Keeps a secret. It is on the disk before anything is sealed with it. */
export function writeSecretFile(dataDir: string, secret: string): void {
  writePrivateFile(path.join(dataDir, SECRET_FILE), `${secret}\n`);
}

/** Writes a file whole or not at all, durably, readable by its owner alone. */
function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, file);
    syncDirectory(path.dirname(file));
  } catch (error) {
    rmSync(draft, { force: true });
    throw new StartError(`${file} cannot be written: ${wordsOf(error)}. Its place is set by MESHKEEP_DATA_DIR.`, error);
  }
}

/** A rename is durable only when its directory is. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
