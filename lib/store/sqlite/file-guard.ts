import { type Stats, statSync } from 'node:fs';
import { StoreError } from '../errors';
import { WHERE_SET } from './faults';
import { IN_MEMORY } from './open';

/**
 * Notices that the database file was deleted or replaced under the running server. SQLite itself would go on writing
 * into the file that nobody can find again, and every acknowledged write would be lost.
 */
export class FileGuard {
  readonly #identity: string | undefined;

  constructor(private readonly path: string) {
    this.#identity = this.#look();
  }

  /** Throws when the file is not the one that was opened. */
  assertThere(): void {
    if (this.#look() === this.#identity) return;
    throw new StoreError(
      'missing',
      `The database ${this.path} was deleted or replaced while it was in use. Nothing of this write was kept. ` +
        `Put the file back and restart. ${WHERE_SET}`,
    );
  }

  #look(): string | undefined {
    if (this.path === IN_MEMORY) return undefined;
    const stats: Stats | undefined = statSync(this.path, { throwIfNoEntry: false });
    return stats && `${stats.dev}:${stats.ino}`;
  }
}
