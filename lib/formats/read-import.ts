import type { ImportAnswer, ImportRequest } from '@/lib/model';
import { detectFormat } from './detect/detect-format';
import { importMixed } from './import-files';
import type { FormatFile } from './types';

/** Reads the files of a request: each as the format that it names, else as what it looks like, all of them as one whole. */
export function readImport({ files, values }: ImportRequest): ImportAnswer {
  const known = files.map((file) => ({ ...file, format: file.format ?? detectFormat(file) }));
  const { resources, todo } = importMixed(
    known.filter((file): file is FormatFile => file.format !== undefined),
    { values },
  );
  return { files: known.map(({ name, format }) => ({ name, ...(format && { format }) })), resources, todo };
}
