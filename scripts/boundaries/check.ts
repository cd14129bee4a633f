/**
 * Runs the boundary rules over a checkout, and makes sure that they were really run: files were read, every room
 * that has code was read, and no folder of lib is missing from the table.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { ROOMS } from './rooms';

/** Folders that the rules look at. */
const FOLDERS = ['lib', 'app', 'components', 'demo', 'deploy', 'e2e', 'scripts'];
const HERE = path.resolve(import.meta.dirname, '../..');
const CRUISER = path.join(HERE, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CODE = /\.(ts|tsx|mts|js|mjs|cjs)$/;

export interface BoundaryReport {
  modules: number;
  /** Rooms of lib of which at least one file was read. */
  rooms: string[];
  /** `rule: from → to`, and what is wrong with the run itself. */
  breaches: string[];
}

/** Checks the checkout at `root`. Throws when the checker itself cannot run. */
export async function checkBoundaries(root: string): Promise<BoundaryReport> {
  const result = await runCruiser(root);
  const sources = result.modules.map((module) => module.source);
  const rooms = Object.keys(ROOMS).filter((room) => sources.some((source) => source.startsWith(`lib/${room}/`)));
  const violations = result.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
  const own = sources.filter((source) => !source.includes('node_modules'));
  return {
    modules: own.length,
    rooms,
    breaches: [...violations, ...unreadRooms(root, rooms), ...unlisted(root), ...tooLong(root, own)],
  };
}

/** In a process of its own: inside tsx or Vitest its swc parser does not load. */
async function runCruiser(root: string): Promise<ICruiseResult> {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  const args = [CRUISER, '--config', path.join(HERE, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // Exit codes tell the number of breaches; only an answer that is no JSON means that it did not run.
  execFile(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 }, (_error, stdout, stderr) =>
    stdout.startsWith('{') ? resolve(stdout) : reject(new Error(`dependency-cruiser did not run: ${stderr}`)),
  );
  return JSON.parse(await promise);
}

function unreadRooms(root: string, read: readonly string[]): string[] {
  return Object.keys(ROOMS)
    .filter((room) => hasCode(path.join(root, 'lib', room)) && !read.includes(room))
    .map((room) => `room-not-read: no file of lib/${room} was read`);
}

function unlisted(root: string): string[] {
  const lib = path.join(root, 'lib');
  if (!existsSync(lib)) return ['no-lib: there is no lib folder'];
  return readdirSync(lib, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? !(entry.name in ROOMS) : CODE.test(entry.name)))
    .map((entry) => `unlisted-room: lib/${entry.name} is not in scripts/boundaries/rooms.ts`);
}

/** A file of more lines knows too much: it is two or more (generated files are not read here). */
const MOST_LINES = 500;

function tooLong(root: string, files: readonly string[]): string[] {
  const lines = (file: string) => readFileSync(path.join(root, file), 'utf8').split('\n').length;
  return files
    .filter((file) => existsSync(path.join(root, file)) && lines(file) > MOST_LINES)
    .map((file) => `file-too-long: ${file} → ${lines(file)} lines; split it by kind or by verb`);
}

function hasCode(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) =>
      entry.name !== 'generated' &&
      (entry.isDirectory() ? hasCode(path.join(folder, entry.name)) : CODE.test(entry.name)),
  );
}
