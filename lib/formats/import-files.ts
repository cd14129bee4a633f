import { readCliFiles } from './cli-json/read-files';
import { readCloudFormationFiles } from './cloudformation/read';
import { collect } from './collect/collect';
import { readCrdFiles } from './crd-yaml/read';
import { readTerraformFiles } from './terraform/read';
import { emptyReading } from './text/readable';
import {
  type FormatFile,
  IMPORT_FORMATS,
  type ImportDocument,
  type ImportFormat,
  type ImportOptions,
  type Reading,
  type SourceFile,
} from './types';

/** Reads files of one format together: they may refer to one another. */
type Reader = (files: readonly SourceFile[], values: Readonly<Record<string, string>>) => Reading;

const READERS: Readonly<Record<ImportFormat, Reader>> = {
  cli: readCliFiles,
  crd: readCrdFiles,
  cfn: readCloudFormationFiles,
  tf: readTerraformFiles,
};

/**
 * Everything that the files define, as inputs of Create operations, parents first, and a to-do for whatever they do
 * not say or App Mesh does not know. A file that cannot be read is a to-do of kind `unreadable`; the others count.
 *
 * @example importFiles('cli', [{ name: 'mesh.json', text: '{"meshName":"shop"}' }]).resources[0]?.type // 'Mesh'
 */
export function importFiles(
  format: ImportFormat,
  files: readonly SourceFile[],
  { values = {} }: ImportOptions = {},
): ImportDocument {
  return collect(READERS[format](files, values));
}

/** The same for files of several formats: one resource in two of them is a conflict, names lead from one to another. */
export function importMixed(files: readonly FormatFile[], { values = {} }: ImportOptions = {}): ImportDocument {
  const whole = emptyReading();
  for (const format of IMPORT_FORMATS) {
    const own = files.filter((file) => file.format === format);
    if (own.length === 0) continue;
    const { drafts, findings } = READERS[format](own, values);
    for (const draft of drafts) whole.drafts.push(draft);
    for (const finding of findings) whole.findings.push(finding);
  }
  return collect(whole);
}
