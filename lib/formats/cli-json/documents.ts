import { say } from '../say';
import { readJson } from '../text/json';
import { requireLength } from '../text/limits';
import { fillPlaceholders } from '../text/placeholders';
import { readYaml } from '../text/yaml';
import type { Reading, SourceFile } from '../types';

/** One value of a file, and where it stands (empty when it is the only one). */
export interface CliDocument {
  where: string;
  value: unknown;
}

/** The documents of a file, placeholders filled or marked. A YAML document that cannot be read is a finding. */
export function documentsOf(
  file: SourceFile,
  values: Readonly<Record<string, string>>,
  reading: Reading,
): CliDocument[] {
  requireLength(file.text);
  const documents = looksLikeJson(file.text) ? readJson(file.text, values) : readYaml(file.text);
  const place = (line: number) => (documents.length > 1 ? `line ${line}` : '');
  return documents.flatMap((document) => {
    if (!('error' in document) || document.error === undefined) {
      return [{ where: place(document.line), value: fillPlaceholders(document.value, values) }];
    }
    const where = `line ${document.line}`;
    reading.findings.push({
      file: file.name,
      where,
      kind: 'unreadable',
      ...say('unreadable', { reason: document.error }),
    });
    return [];
  });
}

function looksLikeJson(text: string): boolean {
  return /^[\s\uFEFF]*(#[^\n]*\n\s*)*([[{"]|$)/.test(text);
}
