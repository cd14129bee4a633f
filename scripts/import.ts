/**
 * `npm run --silent import -- --format cli|crd|cfn|tf [--set NAME=VALUE]… FILE…`: prints what the files define as one
 * JSON document (docs/import.md). A folder means the files of that format in it. Only JSON goes to stdout. Exit code 1
 * when a file could not be read, 2 when the command is wrong.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { IMPORT_FORMATS, type ImportFormat, importFiles, type SourceFile } from '@/lib/formats';

const USAGE = `usage: npm run --silent import -- --format ${IMPORT_FORMATS.join('|')} [--set NAME=VALUE] FILE...`;

/** Endings of the files that a folder stands for. */
const ENDINGS: Readonly<Record<ImportFormat, RegExp>> = {
  cli: /\.json$/i,
  crd: /\.ya?ml(\.template)?$/i,
  cfn: /\.(json|ya?ml|template)$/i,
  tf: /\.(tf|json)$/i,
};

/** Files larger than this are not even read. */
const MOST_BYTES = 256 * 1024 * 1024;

class UsageError extends Error {}

function main(): number {
  const { format, values, paths } = options();
  const failures: string[] = [];
  const files = paths.flatMap((name) => filesOf(name, ENDINGS[format], failures));
  const document = importFiles(format, files, { values });
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  const named = new Set(paths);
  // A folder may hold other things than definitions; a file that was named may not.
  const unreadable = document.todo.filter(
    ({ kind, file }) => kind === 'unreadable' || (kind === 'wrong-format' && named.has(file)),
  );
  failures.push(
    ...unreadable.map(({ file, where, message }) => `${[file, where].filter(Boolean).join(', ')}: ${message}`),
  );
  for (const failure of failures) console.error(`import: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

function options(): { format: ImportFormat; values: Record<string, string>; paths: string[] } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { format: { type: 'string' }, set: { type: 'string', multiple: true, default: [] } },
  });
  const format = IMPORT_FORMATS.find((known) => known === values.format);
  if (!format) throw new UsageError(`--format must be one of ${IMPORT_FORMATS.join(', ')}`);
  if (positionals.length === 0) throw new UsageError('no file given');
  return { format, values: Object.fromEntries(values.set.map(assignment)), paths: positionals };
}

function assignment(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--set takes NAME=VALUE, not ${JSON.stringify(text)}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function filesOf(name: string, ending: RegExp, failures: string[]): SourceFile[] {
  try {
    const names = statSync(name).isDirectory() ? inFolder(name, ending) : [name];
    if (names.length === 0) failures.push(`${name}: no file in this folder ends in ${ending.source}`);
    return names.map((file) => ({ name: file, text: textOf(file) }));
  } catch (cause) {
    failures.push(cause instanceof Error ? cause.message : String(cause));
    return [];
  }
}

function inFolder(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

function textOf(file: string): string {
  if (statSync(file).size > MOST_BYTES) throw new Error(`${file}: too large`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    if (cause instanceof TypeError) throw new Error(`${file}: not a text in UTF-8`);
    throw cause;
  }
}

try {
  process.exitCode = main();
} catch (cause) {
  const wrongUse = cause instanceof UsageError || (cause instanceof TypeError && 'code' in cause);
  if (!wrongUse) throw cause;
  console.error(`import: ${cause.message}\n${USAGE}`);
  process.exitCode = 2;
}
