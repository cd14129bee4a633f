import { describe, expect, it } from 'vitest';
import type { ResourceType } from '@/lib/translate';
import { Delivery } from './delivery';
import { DeliveryQueue } from './delivery-queue';
import { typeBit } from './type-set';

const types = (...names: ResourceType[]) => names.reduce((set, name) => set | typeBit(name), 0);
const delivery = (generation: number, set: number, changed: string[] = ['r']) =>
  new Delivery('p', {
    generation,
    ranBefore: generation - 1,
    since: generation * 10,
    types: set,
    touches: (type, names) => (set & typeBit(type)) !== 0 && names.some((name) => changed.includes(name)),
  });

describe('DeliveryQueue', () => {
  it('is done when every changed type is acknowledged', () => {
    const queue = new DeliveryQueue();
    const change = delivery(1, types('cluster', 'route'));
    queue.add(change, 10);
    queue.acknowledge('cluster', 1, 11);
    expect(change.state).toBe('waiting');
    expect(queue.summary()).toEqual({ behind: 1, refused: false, waitingSince: 10, runs: 0 });
    queue.acknowledge('route', 1, 12);
    expect(change).toMatchObject({ state: 'done', doneAt: 12 });
    expect(queue.summary()).toEqual({ behind: 0, refused: false });
  });

  it('counts a coalesced push for every change that it covers', () => {
    const queue = new DeliveryQueue();
    const changes = [1, 2, 3].map((generation) => delivery(generation, types('route')));
    for (const change of changes) queue.add(change, 0);
    queue.acknowledge('route', 2, 30);
    expect(changes.map((c) => c.state)).toEqual(['done', 'done', 'waiting']);
    expect(queue.summary().behind).toBe(1);
  });

  it('does not take an older acknowledgement for a newer change', () => {
    const queue = new DeliveryQueue();
    const change = delivery(5, types('route'));
    queue.add(change, 0);
    queue.acknowledge('route', 4, 1);
    expect(change.state).toBe('waiting');
  });

  it('keeps a refusal with Envoy’s words while the other types go on', () => {
    const queue = new DeliveryQueue();
    const change = delivery(1, types('listener', 'cluster'));
    queue.add(change, 0);
    queue.refuse('listener', 1, { message: 'no such file', names: ['r'], at: 1 });
    queue.acknowledge('cluster', 1, 2);
    expect(change).toMatchObject({ state: 'refused', message: 'no such file' });
    expect(queue.summary()).toMatchObject({ behind: 1, refused: true });
  });

  it('waits again when the refused bytes are replaced, and is done by the replacement', () => {
    const queue = new DeliveryQueue();
    const bad = delivery(1, types('listener'));
    const other = delivery(2, types('route'));
    const mended = delivery(3, types('listener'));
    queue.add(bad, 0);
    queue.refuse('listener', 1, { message: 'bad', names: ['r'], at: 1 });
    queue.add(other, 2);
    expect(bad.state).toBe('refused');
    queue.add(mended, 3);
    expect(bad).toMatchObject({ state: 'waiting', message: undefined });
    expect(queue.summary().refused).toBe(false);
    queue.acknowledge('listener', 3, 4);
    queue.acknowledge('route', 3, 4);
    expect([bad.state, other.state, mended.state]).toEqual(['done', 'done', 'done']);
  });

  it('takes other changes of a type as done while one resource of it is held back', () => {
    const queue = new DeliveryQueue();
    const bad = delivery(1, types('cluster'), ['bad', 'good']);
    const other = delivery(2, types('cluster'), ['good']);
    queue.add(bad, 0);
    queue.refuse('cluster', 1, { message: 'bad', names: ['bad'], at: 1 });
    queue.add(other, 2);
    expect(other.state).toBe('waiting');
    queue.holdBack('cluster', 2, { names: ['bad'], at: 3 });
    expect([bad.state, other.state]).toEqual(['refused', 'done']);
    expect(queue.summary()).toMatchObject({ behind: 1, refused: true });
    queue.add(delivery(3, types('cluster'), ['bad']), 4);
    expect(bad.state).toBe('waiting');
  });

  it('refuses all of a type when Envoy names none', () => {
    const queue = new DeliveryQueue();
    const change = delivery(1, types('route'));
    queue.add(change, 0);
    queue.refuse('route', 1, { message: 'no idea', names: [], at: 1 });
    expect(change.state).toBe('refused');
    queue.add(delivery(2, types('route')), 2);
    expect(change.state).toBe('waiting');
  });

  it('calls gone what a closed stream had not acknowledged', () => {
    const queue = new DeliveryQueue();
    const change = delivery(1, types('route'));
    queue.add(change, 0);
    queue.leave(1);
    expect(change.state).toBe('gone');
  });

  it('stays small when a proxy never answers, and still knows how far behind it is', () => {
    const queue = new DeliveryQueue();
    for (let generation = 1; generation <= 2000; generation++) queue.add(delivery(generation, types('route')), 0);
    expect(queue.summary()).toMatchObject({ behind: 2000, waitingSince: 10 });
    queue.acknowledge('route', 2000, 1);
    expect(queue.summary().behind).toBe(0);
  });
});
