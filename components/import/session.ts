import { useSyncExternalStore } from 'react';
import type { ImportFormat } from '@/lib/model';

/** A file that was read in the browser. */
export interface PickedFile {
  id: number;
  /** With its folder. */
  name: string;
  text: string;
  /** What a person said it is; absent = what it looks like. */
  format?: ImportFormat;
}

/** A file that could not be taken up. */
export interface RefusedFile {
  name: string;
  reason: 'binary' | 'too-large' | 'unreadable';
}

/** The target that is made. No mesh can be called that: its name would be empty. */
export const NEW_MESH = '';

/** What somebody put together for an import and has not made a draft of. */
export interface ImportSession {
  /** +1 with each change of what is to be read. */
  version: number;
  files: readonly PickedFile[];
  refused: readonly RefusedFile[];
  /** Answers to to-dos, by variable. */
  values: Readonly<Record<string, string>>;
  /** By resource: what to do where the mesh has another one. */
  clashes: Readonly<Record<string, 'replace' | 'keep'>>;
  /** By resource: which of its definitions is taken, as the number of its to-do; -1 = none. */
  twins: Readonly<Record<string, number>>;
  /** Which of the files' meshes; absent = the first. */
  source?: string;
  /** Where it goes, if a person said so: a mesh that is there, or NEW_MESH. */
  target?: string;
  /** What the new mesh is called, if a person said so. */
  newName?: string;
  /** What the draft is called, if a person said so. */
  draftName?: string;
}

const EMPTY: ImportSession = { version: 0, files: [], refused: [], values: {}, clashes: {}, twins: {} };

/**
 * Sessions by the mesh that they are for ('' = one that is chosen later). They outlive the page: whoever looks at the
 * graph and comes back finds the files and answers again.
 */
const sessions = new Map<string, ImportSession>();
const listeners = new Set<() => void>();
let count = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session of a mesh. */
export function sessionOf(key: string): ImportSession {
  return sessions.get(key) ?? EMPTY;
}

export function useImportSession(key: string): ImportSession {
  return useSyncExternalStore(
    subscribe,
    () => sessionOf(key),
    () => EMPTY,
  );
}

/** Changes what is decided about what was read. */
export function decide(
  key: string,
  change: Partial<Pick<ImportSession, 'clashes' | 'twins' | 'source' | 'target' | 'newName' | 'draftName'>>,
): void {
  store(key, { ...sessionOf(key), ...change });
}

/** Changes what is read: it is read again. */
export function readAnew(key: string, change: Partial<Pick<ImportSession, 'files' | 'values' | 'refused'>>): void {
  count += 1;
  // Which definition of a resource was chosen goes by numbers that the next reading gives anew.
  store(key, { ...sessionOf(key), twins: {}, ...change, version: count });
}

/** Takes files up, beside those that are there; one of the same name replaces it. */
export function addFiles(key: string, added: readonly Omit<PickedFile, 'id'>[], refused: readonly RefusedFile[]): void {
  const names = new Set([...added, ...refused].map(({ name }) => name));
  const { files, refused: before } = sessionOf(key);
  const kept = files.filter(({ name }) => !names.has(name));
  const numbered = added.map((file) => {
    count += 1;
    return { ...file, id: count };
  });
  readAnew(key, {
    files: [...kept, ...numbered],
    refused: [...before.filter(({ name }) => !names.has(name)), ...refused],
  });
}

/** Forgets everything. */
export function clearSession(key: string): void {
  count += 1;
  store(key, { ...EMPTY, version: count });
}

function store(key: string, session: ImportSession): void {
  sessions.set(key, session);
  for (const listener of listeners) listener();
}
