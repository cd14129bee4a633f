/** The thread that reads files, from the sources. */
import { describe, expect, it } from 'vitest';
import { readInWorker } from './import-worker';

const MESH = { name: 'mesh.json', text: '{"meshName":"shop"}' };
const request = { files: [MESH, { name: 'README.md', text: '# shop' }], values: {} };
const never = new AbortController().signal;

describe('reading in a thread', () => {
  it('answers with what each file is, resources and to-dos', async () => {
    expect(await readInWorker(request, never)).toEqual({
      files: [{ name: 'mesh.json', format: 'cli' }, { name: 'README.md' }],
      resources: [{ type: 'Mesh', params: { meshName: 'shop' } }],
      todo: [],
    });
  });

  it('ends when the browser leaves', async () => {
    const leaving = new AbortController();
    const reading = readInWorker(request, leaving.signal);
    leaving.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
  });

  it('takes a dozen, most of them waiting, and sends the next away', async () => {
    const dozen = Array.from({ length: 12 }, () => readInWorker(request, never));
    await expect(readInWorker(request, never)).rejects.toMatchObject({ status: 429, code: 'too-many-requests' });
    for (const { resources } of await Promise.all(dozen)) expect(resources).toHaveLength(1);
  });
});
