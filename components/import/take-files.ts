import { MOST_IMPORT_BYTES, MOST_IMPORT_FILES } from '@/lib/model';
import type { PickedFile, RefusedFile } from './session';

/** Files as the browser has them, with the names that they are called by. */
export interface NamedFile {
  name: string;
  file: File;
}

export interface TakenFiles {
  files: Omit<PickedFile, 'id'>[];
  refused: RefusedFile[];
}

/** Folders that hold no definitions of anybody's own. */
const SKIPPED = /(^|\/)(\.git|node_modules|\.terraform|\.venv)(\/|$)/;

/** Reads files as text. What is none, or too large, is told. */
export async function takeFiles(named: readonly NamedFile[]): Promise<TakenFiles> {
  const taken: TakenFiles = { files: [], refused: [] };
  for (const { name, file } of named) {
    const read = await textOf(file);
    if ('text' in read) taken.files.push({ name, text: read.text });
    else taken.refused.push({ name, reason: read.reason });
  }
  return taken;
}

type Read = { text: string } | { reason: RefusedFile['reason'] };

async function textOf(file: File): Promise<Read> {
  if (file.size > MOST_IMPORT_BYTES) return { reason: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? { reason: 'binary' } : { text };
  } catch (error) {
    return { reason: error instanceof TypeError ? 'binary' : 'unreadable' };
  }
}

/** Files of an input; those of a folder are called by their path in it. */
export function filesOf(list: FileList): NamedFile[] {
  return [...list]
    .map((file) => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(({ name }) => !SKIPPED.test(name))
    .slice(0, MOST_IMPORT_FILES);
}

/** What was dropped or pasted, folders with everything in them. Must be called while the event lasts. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<NamedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return filesOf(files);
  const found: NamedFile[] = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  const name = entry.fullPath.replace(/^\//, '');
  if (found.length >= MOST_IMPORT_FILES || SKIPPED.test(name)) return;
  if (isFile(entry)) found.push({ name, file: await fileOf(entry) });
  else if (isFolder(entry)) for (const child of await childrenOf(entry)) await walk(child, found);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives at most a hundred entries at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}
