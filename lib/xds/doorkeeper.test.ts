import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Doorkeeper, type KnockingSocket } from './doorkeeper';

let port = 1000;
class FakeSocket extends EventEmitter implements KnockingSocket {
  ended = false;
  remotePort = port++;
  constructor(readonly remoteAddress: string | undefined) {
    super();
  }
  get peer() {
    return `${this.remoteAddress}:${this.remotePort}`;
  }
  destroy() {
    this.ended = true;
    this.emit('close');
  }
}

const keepers: Doorkeeper[] = [];
afterEach(() => {
  for (const keeper of keepers.splice(0)) keeper.close();
});

function scene() {
  const clock = { now: 0 };
  const refused: string[] = [];
  const limits = { most: 5, mostPerHost: 3, withinMs: 100 };
  const keeper = new Doorkeeper(
    () => clock.now,
    (host) => refused.push(host),
    limits,
  );
  keepers.push(keeper);
  const knock = (host: string | undefined) => {
    const socket = new FakeSocket(host);
    keeper.knock(socket);
    return socket;
  };
  return { clock, refused, keeper, knock };
}

describe('connections that are not known', () => {
  it('are few from one host, and few in all; one that ends or becomes known makes room', () => {
    const { refused, keeper, knock } = scene();
    const [first, second] = [knock('a'), knock('a'), knock('a')];
    expect(knock('a').ended).toBe(true);
    expect(refused).toEqual(['a']);
    first?.destroy();
    expect(knock('a').ended).toBe(false);
    keeper.known(second?.peer ?? '');
    expect(knock('a').ended).toBe(false);
    knock('b');
    knock('b');
    expect(knock('c').ended).toBe(true);
    expect(refused).toEqual(['a', 'c']);
  });

  it('do not stay; those that became known do, as long as they like', () => {
    const { clock, keeper, knock } = scene();
    const [known, unknown] = [knock('a'), knock('a')];
    keeper.known(known.peer);
    clock.now = 99;
    const late = knock('a');
    keeper.sweep();
    expect([known.ended, unknown.ended, late.ended]).toEqual([false, false, false]);
    clock.now = 100;
    keeper.sweep();
    expect([known.ended, unknown.ended, late.ended]).toEqual([false, true, false]);
  });

  it('count right when a connection becomes known, ends, and its port is used again', () => {
    const { keeper, knock } = scene();
    const first = knock('a');
    keeper.known(first.peer);
    const again = new FakeSocket('a');
    again.remotePort = first.remotePort;
    keeper.knock(again);
    first.destroy();
    keeper.known(again.peer);
    expect([knock('a'), knock('a'), knock('a')].some(({ ended }) => ended)).toBe(false);
  });

  it('of a Unix socket are not counted', () => {
    const { knock } = scene();
    expect(Array.from({ length: 10 }, () => knock(undefined)).some(({ ended }) => ended)).toBe(false);
  });
});
