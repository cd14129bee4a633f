import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { envoyStats, tryAsk } from './admin';
import { IncompleteDump, keptConfig } from './kept-config';
import type { Log } from './log';
import type { Place } from './settings';

const fileSchema = z.object({
  format: z.literal(1),
  /** A copy is for one node or gateway only. */
  nodeId: z.string(),
  /** ms since the epoch. */
  savedAt: z.number(),
  leftOut: z.array(z.string()),
  listeners: z.array(z.record(z.string(), z.unknown())),
  clusters: z.array(z.record(z.string(), z.unknown())),
});

/** The last good configuration of this proxy. */
export type Kept = z.infer<typeof fileSchema>;

/** Stats that change whenever something was accepted. */
const UPDATES = 'update_time$';

/** The copy on disk: read at start, written when Envoy has accepted something new. */
export class ConfigCache {
  readonly #file: string;
  #seen = '';
  #written = '';

  constructor(
    folder: string,
    private readonly nodeId: string,
    private readonly log: Log,
  ) {
    this.#file = path.join(folder, 'last-good.json');
  }

  /** The copy, if there is one for this very resource that can be read. What cannot is told. */
  read(): Kept | undefined {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return undefined;
    }
    try {
      const kept = fileSchema.parse(JSON.parse(text));
      if (kept.nodeId === this.nodeId) return kept;
      this.log('warning', `the kept configuration is for ${kept.nodeId}, not for ${this.nodeId}: not used`);
    } catch (cause) {
      this.log('warning', `the kept configuration cannot be read (${(cause as Error).message}): not used`);
    }
    return undefined;
  }

  /** Puts the copy aside: Envoy did not start from it. */
  discard(): void {
    renameSync(this.#file, `${this.#file}.refused`);
    this.#seen = '';
    this.#written = '';
  }

  /** Writes what Envoy runs now, if that is new. Never throws: a copy that cannot be written is told, once each time. */
  async save(admin: Place): Promise<void> {
    try {
      const stats = await envoyStats(admin, UPDATES);
      const seen = JSON.stringify([...stats]);
      if (stats.size === 0 || seen === this.#seen) return;
      const dump = await tryAsk(admin, 'GET', '/config_dump?include_eds');
      if (dump?.status !== 200) return;
      const { listeners, clusters, leftOut } = keptConfig(dump.text);
      const content = JSON.stringify({ listeners, clusters, leftOut });
      if (content !== this.#written) await this.#write(content, leftOut);
      this.#written = content;
      this.#seen = seen;
    } catch (cause) {
      if (cause instanceof IncompleteDump) return;
      this.log('warning', `the running configuration could not be kept: ${(cause as Error).message}`);
    }
  }

  /** For its owner only, and never half a file: written beside, synced, renamed. */
  async #write(content: string, leftOut: readonly string[]): Promise<void> {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const head = JSON.stringify({ format: 1, nodeId: this.nodeId, savedAt: Date.now() });
    const handle = await open(`${this.#file}.new`, 'w', 0o600);
    try {
      await handle.writeFile(`${head.slice(0, -1)},${content.slice(1)}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${this.#file}.new`, this.#file);
    this.log('info', 'kept the running configuration');
    for (const one of leftOut) this.log('warning', `not kept, as it needs a private key that came over xDS: ${one}`);
  }
}
