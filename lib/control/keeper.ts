import { z } from 'zod';
import type { Receipt } from '@/lib/model';
import { type MeshKey, meshKeyText, proxySchema, receiptSchema } from '@/lib/model';
import type { Store } from '@/lib/store';
import type { Logger } from '@/lib/util';
import type { SeenProxy } from './proxy-book';

/** Time between two writes of observed state: it shares the disk with configuration, and may be lost for so long. */
const FLUSH_EVERY_MS = 5000;
/** What is part of what proxies get, so it is stored at once. */
export type KeptDocument = 'sampling' | 'tls-turns';

/** What is worth keeping of one mesh over a restart. */
export interface KeptMesh {
  receipts: Receipt[];
  proxies: SeenProxy[];
}

/** Reads the state to be kept, when it is due. */
export interface KeptSource {
  mesh(mesh: MeshKey): KeptMesh;
  document(name: KeptDocument): unknown;
}

const keptSchema = z.object({
  receipts: z.array(receiptSchema),
  proxies: z.array(z.object({ identity: z.string(), proxy: proxySchema })),
});

/** Writes observed state to the store in batches, and reads it back at a start. */
export class Keeper {
  readonly #dirty = new Map<string, MeshKey>();
  readonly #dirtyDocuments = new Set<KeptDocument>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly source: KeptSource,
    private readonly logger: Logger,
  ) {}

  async readMesh(mesh: MeshKey): Promise<KeptMesh> {
    const stored = await this.store.read((tx) => tx.observed(nameOf(mesh)));
    if (stored === undefined) return { receipts: [], proxies: [] };
    const parsed = keptSchema.safeParse(stored);
    if (parsed.success) return parsed.data;
    this.logger.warn('observed state of an older version is not read', { mesh: mesh.mesh });
    return { receipts: [], proxies: [] };
  }

  /** A document as it was kept last, if it has this shape. */
  async readDocument<T>(name: KeptDocument, schema: z.ZodType<T>): Promise<T | undefined> {
    const stored = await this.store.read((tx) => tx.observed(name));
    if (stored === undefined) return undefined;
    const parsed = schema.safeParse(stored);
    if (!parsed.success) this.logger.warn('observed state of an older version is not read', { name });
    return parsed.data;
  }

  changed(mesh: MeshKey): void {
    this.#dirty.set(meshKeyText(mesh), mesh);
    this.#timer ??= setTimeout(() => this.#due(), FLUSH_EVERY_MS).unref();
  }

  documentChanged(name: KeptDocument): void {
    this.#dirtyDocuments.add(name);
    this.#due();
  }

  /** Writes whatever is due. Resolves when it is on disk, or logged as failed. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.flush();
  }

  #due(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.flush();
  }

  async #write(): Promise<void> {
    if (this.#dirty.size === 0 && this.#dirtyDocuments.size === 0) return;
    const meshes = [...this.#dirty.values()];
    const documents = [...this.#dirtyDocuments];
    this.#dirty.clear();
    this.#dirtyDocuments.clear();
    try {
      await this.store.write(async (tx) => {
        for (const mesh of meshes) await tx.putObserved(nameOf(mesh), this.source.mesh(mesh));
        for (const name of documents) await tx.putObserved(name, this.source.document(name));
      });
    } catch (error) {
      // Observed state can be seen again; configuration goes on without it.
      this.logger.error('could not store observed state', { error: error instanceof Error ? error.message : error });
    }
  }
}

const nameOf = (mesh: MeshKey) => `mesh ${meshKeyText(mesh)}`;
