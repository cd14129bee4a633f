/** Server-sent events over real HTTP. */
import { describe, expect, it } from 'vitest';
import { type ApiEvent, eventSchema } from '@/lib/model';
import { type Plane, startPlane } from '@/lib/runtime/testing/plane';
import { createMesh, MESH, setWeights } from '@/lib/runtime/testing/scenario';

interface Read {
  id: string;
  event: ApiEvent;
}

/** One stream, read event by event. */
class Stream {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error('no body');
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  async next(): Promise<Read> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (!block.startsWith(':')) return parse(block);
        continue;
      }
      const { value, done } = await this.#reader.read();
      if (done) throw new Error('the stream ended');
      this.#text += value;
    }
  }

  /** The next event of a type; others are passed over. */
  async until<T extends ApiEvent['type']>(type: T): Promise<Read & { event: Extract<ApiEvent, { type: T }> }> {
    for (;;) {
      const read = await this.next();
      if (read.event.type === type) return read as Read & { event: Extract<ApiEvent, { type: T }> };
    }
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

function parse(block: string): Read {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? '';
  const event = eventSchema.parse(JSON.parse(field('data')));
  expect(field('event')).toBe(event.type);
  return { id: field('id'), event };
}

async function open(plane: Plane, query: string, headers?: Record<string, string>): Promise<Stream> {
  const response = await plane.get(`/events${query}`, headers);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return new Stream(response);
}

describe('events', () => {
  it('begin with hello, and tell each change with its receipt', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const stream = await open(plane, `?mesh=${MESH}`);
    expect((await stream.next()).event).toMatchObject({ type: 'hello', revision: 7 });
    const revision = await setWeights(plane, 1, 2);
    expect((await stream.until('revision')).event).toMatchObject({
      mesh: MESH,
      revision,
      writer: { who: 'administrator key' },
      changes: [{ op: 'changed', ref: { kind: 'route', name: 'back-route' } }],
    });
    expect((await stream.until('receipt')).event.receipt).toMatchObject({ revision, total: 0 });
    await stream.close();
  });

  it('go on from the last one that was seen', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const first = await open(plane, `?mesh=${MESH}`);
    const { id } = await first.next();
    await first.close();
    const missed = [await setWeights(plane, 1, 2), await setWeights(plane, 1, 3)];
    const byHeader = await open(plane, `?mesh=${MESH}`, { 'last-event-id': id });
    const byQuery = await open(plane, `?mesh=${MESH}&since=${id}`);
    for (const stream of [byHeader, byQuery]) {
      expect((await stream.next()).event).toMatchObject({ type: 'hello', revision: missed[1] });
      expect((await stream.until('revision')).event.revision).toBe(missed[0]);
      expect((await stream.until('revision')).event.revision).toBe(missed[1]);
      await stream.close();
    }
  });

  it('of another process say hello alone, as nobody knows what was missed', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const stream = await open(plane, `?mesh=${MESH}`, { 'last-event-id': 'older.3' });
    await stream.next();
    const revision = await setWeights(plane, 1, 2);
    expect((await stream.next()).event).toMatchObject({ type: 'revision', revision });
    await stream.close();
  });

  it('without a mesh tell only that the list of meshes changed', async () => {
    const plane = await startPlane();
    const stream = await open(plane, '');
    expect((await stream.next()).event).toEqual({ type: 'hello', serverTime: expect.any(Number) });
    await createMesh(plane);
    expect((await stream.next()).event).toEqual({ type: 'meshes' });
    await stream.close();
  });

  it('end when the control plane stops', async () => {
    const plane = await startPlane();
    const stream = await open(plane, '');
    await stream.next();
    await plane.close();
    await expect(stream.next()).rejects.toThrow('the stream ended');
  });
});
