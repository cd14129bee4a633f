import { isPlain } from '../conform/conform';
import { valuesFor } from '../text/placeholders';
import { emptyReading, readable } from '../text/readable';
import type { Reading, SourceFile } from '../types';
import { documentsOf } from './documents';
import { CliReader } from './read';

/**
 * Files of CLI JSON (or `--cli-input-yaml`): create inputs, specs alone, Describe and List answers, our own output,
 * several in one file. Where a file leaves the mesh's name out and all others agree on one, that is proposed.
 */
export function readCliFiles(files: readonly SourceFile[], values: Readonly<Record<string, string>>): Reading {
  const reading = emptyReading();
  const documents = files.flatMap((file) => {
    const read = readable(file, reading, () => documentsOf(file, valuesFor(file.name, values), reading)) ?? [];
    return read.map((document) => ({ file, ...document }));
  });
  const meshNames = [...new Set(documents.flatMap(({ value }) => [...meshNamesIn(value, 0)]))];
  for (const { file, where, value } of documents) new CliReader(reading, file, values, meshNames).read(value, where);
  return reading;
}

/** Mesh names that a document says, in whichever wrapping: three levels down is deep enough for all of them. */
function* meshNamesIn(value: unknown, depth: number): Generator<string> {
  if (depth > 3 || typeof value !== 'object' || value === null) return;
  if (isPlain(value) && typeof value.meshName === 'string') yield value.meshName;
  for (const member of Object.values(value)) yield* meshNamesIn(member, depth + 1);
}
