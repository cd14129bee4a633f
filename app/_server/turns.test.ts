import { describe, expect, it } from 'vitest';
import { Turns } from './turns';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function job(name: string, started: string[]) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = () => {
    started.push(name);
    return promise;
  };
  return { work, end: () => resolve(name) };
}

describe('Turns', () => {
  it('runs so many at once, the next when one ends, in order', async () => {
    const started: string[] = [];
    const turns = new Turns(1, 2);
    const [a, b, c] = [job('a', started), job('b', started), job('c', started)];
    const done = [turns.take(never, a.work), turns.take(never, b.work), turns.take(never, c.work)];
    expect(started).toEqual(['a']);
    a.end();
    await done[0];
    b.end();
    c.end();
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('has a line of a certain length', async () => {
    const turns = new Turns(1, 0);
    const a = job('a', []);
    const running = turns.take(never, a.work);
    expect(turns.take(never, a.work)).toBeUndefined();
    a.end();
    await running;
    expect(await turns.take(never, async () => 'again')).toBe('again');
  });

  it('forgets who leaves the line, and goes on after work that failed', async () => {
    const started: string[] = [];
    const turns = new Turns(1, 5);
    const leaving = new AbortController();
    const fails = Promise.withResolvers<string>();
    const first = turns.take(never, () => fails.promise);
    const second = turns.take(leaving.signal, job('second', started).work);
    const third = turns.take(never, async () => 'third');
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    fails.reject(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    expect(await third).toBe('third');
    expect(started).toEqual([]);
  });
});
