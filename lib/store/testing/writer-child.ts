/**
 * A process that writes and says so: `writer-child.ts <database> <writers> <payload bytes> <writes>`. After each
 * acknowledged write it prints `ack <revision>` at once; a write that fails prints `failed <code>`, and is tried again
 * when a line comes on stdin. It ends by itself when each writer has written that often.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createSqliteStore, StoreError } from '..';
import { putAll, resource } from './fixture';

const [path = '', writers = '1', payload = '10', writes = 'Infinity'] = process.argv.slice(2);
const STDOUT = 1;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const store = await createSqliteStore({ path, clock: { now: () => Date.now() } });
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => writeOn(`node-${writer}`)));
await store.close();
process.exit();

/** Each write puts two resources, so that a half-done one could be seen. */
async function writeOn(name: string): Promise<void> {
  for (let version = 1; version <= Number(writes); ) {
    const tags = [{ key: 'payload', value: 'x'.repeat(Number(payload)) }];
    const pair = [name, `${name}-twin`].map((each) => resource('virtualNode', each, { version, tags }));
    try {
      writeSync(STDOUT, `ack ${await putAll(store, pair)}\n`);
      version += 1;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      writeSync(STDOUT, `failed ${error.code}\n`);
      await lines.next();
    }
    // Lets the event loop turn, so that signals and stdin are seen between writes.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
