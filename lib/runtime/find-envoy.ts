import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the project's setup installs Envoy, from the checkout. */
const INSTALLED = path.join('.venv', 'bin', 'envoy');

/** The Envoy that checks configurations: the first on PATH, else the one that the setup installed; else just `envoy`. */
export function findEnvoy(searchPath: string): string {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== '');
  const candidates = [...folders.map((folder) => path.join(folder, 'envoy')), path.resolve(INSTALLED)];
  return candidates.find((file) => existsSync(file)) ?? 'envoy';
}
