import { strToU8, zipSync } from 'fflate';
import { saveBlob } from '../ui';

interface TextFile {
  name: string;
  text: string;
}

/** Has the browser save a text as a file. */
export function saveText({ name, text }: TextFile): void {
  saveBlob(name, new Blob([text], { type: name.endsWith('.json') ? 'application/json' : 'application/yaml' }));
}

/** Has the browser save several files as one archive. */
export function saveZip(name: string, files: readonly TextFile[]): void {
  const archive = zipSync(Object.fromEntries(files.map((file) => [file.name, strToU8(file.text)])));
  saveBlob(name, new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
}
