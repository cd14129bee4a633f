import { strToU8, zipSync } from 'fflate';

interface TextFile {
  name: string;
  text: string;
}

/** Has the browser save a text as a file. */
export function saveText({ name, text }: TextFile): void {
  save(name, new Blob([text], { type: name.endsWith('.json') ? 'application/json' : 'application/yaml' }));
}

/** Has the browser save several files as one archive. */
export function saveZip(name: string, files: readonly TextFile[]): void {
  const archive = zipSync(Object.fromEntries(files.map((file) => [file.name, strToU8(file.text)])));
  save(name, new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
}

function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by the time that it is idle again.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
