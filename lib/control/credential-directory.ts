import type { CredentialRecord } from '@/lib/model';
import type { Store } from '@/lib/store';
import type { Logger } from '@/lib/util';

/** Who used a credential last. */
export interface CredentialUse {
  at: number;
  from: string;
}

/** Name of the observed document with the last uses. */
const USES = 'credential uses';
/** A use is worth a write when it is that much later than the one before, ms. */
const WORTH_MS = 60_000;

/** Every proxy credential in memory, as the store holds it, and when each was used last. */
export class CredentialDirectory {
  #records = new Map<string, CredentialRecord>();
  readonly #uses = new Map<string, CredentialUse>();
  readonly #listeners = new Set<() => void>();
  #usesDirty = false;
  #loading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly store: Store,
    private readonly logger: Logger,
  ) {}

  /** Reads them, and follows the feed. */
  static async open(store: Store, logger: Logger): Promise<CredentialDirectory> {
    const directory = new CredentialDirectory(store, logger);
    await directory.#load();
    const uses = await store.read((tx) => tx.observed(USES));
    for (const [id, use] of Object.entries((uses ?? {}) as Record<string, CredentialUse>)) directory.#uses.set(id, use);
    store.subscribe((event) => {
      if (event.type === 'credentials') directory.#reload();
    });
    return directory;
  }

  all(): Iterable<CredentialRecord> {
    return this.#records.values();
  }

  get(id: string): CredentialRecord | undefined {
    return this.#records.get(id);
  }

  /** Calls back after what is known has changed. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  used(id: string, use: CredentialUse): void {
    const before = this.#uses.get(id);
    this.#uses.set(id, use);
    this.#usesDirty ||= !before || use.at - before.at >= WORTH_MS;
  }

  useOf(id: string): CredentialUse | undefined {
    return this.#uses.get(id);
  }

  /** Stores the last uses, when some of them are worth it. */
  async flush(): Promise<void> {
    if (!this.#usesDirty) return;
    this.#usesDirty = false;
    const known = [...this.#uses].filter(([id]) => this.#records.has(id));
    try {
      await this.store.write((tx) => tx.putObserved(USES, Object.fromEntries(known)));
    } catch (error) {
      // It will be used again; credentials themselves are not in there.
      this.logger.error('could not store the last use of credentials', { error: wordsOf(error) });
    }
  }

  /** One after the other, so that the newest state is what stays. */
  #reload(): void {
    this.#loading = this.#loading
      .then(() => this.#load())
      .then(() => {
        for (const listener of this.#listeners) listener();
      })
      .catch((error: unknown) => {
        this.logger.error('credentials could not be read again', { error: wordsOf(error) });
      });
  }

  async #load(): Promise<void> {
    const records = await this.store.read((tx) => tx.proxyCredentials());
    this.#records = new Map(records.map((record) => [record.id, record]));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
