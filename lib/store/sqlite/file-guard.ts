import { statSync } from 'node:fs';
import { StoreError } from '../errors';
import { WHERE_SET } from './faults';
import { IN_MEMORY } from './open';

/**
 * Notices that the database file or its log was deleted or replaced under the running server. SQLite itself would go
 * on writing into files that nobody can find again, and every acknowledged write would be lost.
 */
export class FileGuard {
  readonly #files: readonly { file: string; identity: string | undefined }[];

  constructor(path: string) {
    const files = path === IN_MEMORY ? [] : [path, `${path}-wal`];
    this.#files = files.map((file) => ({ file, identity: identityOf(file) }));
  }

  /** Throws when a file is not the one that was opened. */
  assertThere(): void {
    for (const { file, identity } of this.#files) {
      if (identityOf(file) === identity) continue;
      throw new StoreError(
        'missing',
        `${file} was deleted or replaced while the database was in use. Nothing of this write was kept. ` +
          `Reading still works: export what you need, put the file back, then restart. ${WHERE_SET}`,
      );
    }
  }
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}
