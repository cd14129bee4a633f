import type { Socket } from 'node:net';
import type { TurnedAwayReason } from '@/lib/model';
import { Arrivals } from './arrivals';
import type { XdsLimits } from './types';

/** For installations that do not say otherwise: room for a few thousand proxies that all come back at once. */
export const DEFAULT_XDS_LIMITS: XdsLimits = {
  connections: 20_000,
  waiting: 4000,
  waitingPerAddress: 2000,
  waitingMs: 15_000,
  perSecond: 200,
};

/** Unfinished messages of calls that were not let in: of one connection, and of all together, bytes. */
const HELD_BY_ONE = 512 * 1024;
const HELD_BY_ALL = 64 * 1024 * 1024;
/** Calls that a connection may open before one is let in. Envoy opens two or three, and one more every few seconds. */
const CALLS_BEFORE_ONE_IS_LET_IN = 100;
const SWEEP_EVERY_MS = 1000;
/** Whoever comes by a socket file is here by the rights of that file. */
const UNIX = 'unix';

export interface LobbyOptions {
  limits: XdsLimits;
  now(): number;
  /** A connection was ended because of a limit. */
  turnedAway(host: string, reason: TurnedAwayReason): void;
}

/** One connection, from its first byte to its last. */
export interface Guest {
  /** The socket that HTTP/2 is spoken on, once TLS is agreed on. */
  socket: Socket;
  readonly host: string;
  /** It opened a call. False: it opened too many and is gone. */
  opened(): boolean;
  /** One of its calls was let in: it may stay. */
  letIn(): void;
  /** A call that was let in is over. */
  left(): void;
  /** What it holds of unfinished messages has grown (or, negative, shrunk) by this, bytes. */
  holds(bytes: number): void;
}

/**
 * Where connections are until a call on them is let in, and again when the last such call is over. Room here is small
 * and time short. When it is full, the oldest of the address that takes most room goes: a proxy is here for some
 * milliseconds, so that whoever fills the room pushes out himself.
 */
export class Lobby {
  readonly #all = new Set<Seat>();
  /** Oldest first. */
  readonly #waiting = new Set<Seat>();
  readonly #byAddress = new Map<string, Set<Seat>>();
  #held = 0;
  readonly #arrivals: Arrivals;
  readonly #sweeping: NodeJS.Timeout;

  constructor(private readonly options: LobbyOptions) {
    const { perSecond, waitingPerAddress } = options.limits;
    this.#arrivals = new Arrivals(perSecond, waitingPerAddress + perSecond);
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  /** Takes a connection in, or ends it: then there is nothing to do with it. */
  enter(socket: Socket): Guest | undefined {
    const host = socket.remoteAddress ?? UNIX;
    const inTime = host === UNIX || this.#arrivals.take(host, this.options.now());
    if (inTime) this.#makeRoom(host);
    if (!inTime || this.#all.size >= this.options.limits.connections) {
      this.options.turnedAway(host, 'too-many');
      socket.destroy();
      return undefined;
    }
    const seat = new Seat(socket, host, this);
    this.#all.add(seat);
    this.#wait(seat);
    socket.once('close', () => this.#forget(seat));
    return seat;
  }

  /** Connections that are open, those that nobody was let in on, and bytes of unfinished messages of these. */
  get counts(): { open: number; waiting: number; held: number } {
    return { open: this.#all.size, waiting: this.#waiting.size, held: this.#held };
  }

  /** Ends a connection because of a limit. */
  turnAway(seat: Seat, reason: TurnedAwayReason): void {
    this.#forget(seat);
    seat.socket.destroy();
    this.options.turnedAway(seat.host, reason);
  }

  stay(seat: Seat): void {
    this.#unwait(seat);
  }

  comeBack(seat: Seat): void {
    if (this.#all.has(seat)) this.#wait(seat);
  }

  grow(seat: Seat, bytes: number): void {
    if (!this.#all.has(seat)) return;
    seat.held += bytes;
    this.#held += bytes;
    if (seat.held > HELD_BY_ONE) this.turnAway(seat, 'too-much');
    else if (this.#held > HELD_BY_ALL) this.turnAway(most(this.#waiting, ({ held }) => held) ?? seat, 'too-much');
  }

  close(): void {
    clearInterval(this.#sweeping);
  }

  #makeRoom(host: string): void {
    const oldest = this.#crowd(host)?.values().next().value;
    if (oldest) this.turnAway(oldest, 'too-many');
  }

  /** Connections of which one has to go before another of this host may come in. */
  #crowd(host: string): Set<Seat> | undefined {
    const { limits } = this.options;
    const own = this.#byAddress.get(host);
    if (own && own.size >= limits.waitingPerAddress) return own;
    const isFull = this.#waiting.size >= limits.waiting || this.#all.size >= limits.connections;
    return isFull ? most(this.#byAddress.values(), ({ size }) => size) : undefined;
  }

  #wait(seat: Seat): void {
    seat.since = this.options.now();
    this.#waiting.add(seat);
    const own = this.#byAddress.get(seat.host) ?? new Set();
    this.#byAddress.set(seat.host, own.add(seat));
  }

  #unwait(seat: Seat): void {
    this.#waiting.delete(seat);
    const own = this.#byAddress.get(seat.host);
    own?.delete(seat);
    if (own?.size === 0) this.#byAddress.delete(seat.host);
  }

  #forget(seat: Seat): void {
    if (!this.#all.delete(seat)) return;
    this.#unwait(seat);
    this.#held -= seat.held;
  }

  #sweep(): void {
    const now = this.options.now();
    const latest = now - this.options.limits.waitingMs;
    this.#arrivals.sweep(now);
    for (const seat of [...this.#waiting]) {
      if (seat.since > latest) break;
      this.turnAway(seat, 'silent');
    }
  }
}

class Seat implements Guest {
  since = 0;
  held = 0;
  #letIn = 0;
  #calls = 0;

  constructor(
    public socket: Socket,
    readonly host: string,
    private readonly lobby: Lobby,
  ) {}

  opened(): boolean {
    if (this.#letIn > 0) return true;
    this.#calls += 1;
    if (this.#calls <= CALLS_BEFORE_ONE_IS_LET_IN) return true;
    this.lobby.turnAway(this, 'too-much');
    return false;
  }

  letIn(): void {
    this.#letIn += 1;
    this.#calls = 0;
    if (this.#letIn === 1) this.lobby.stay(this);
  }

  left(): void {
    this.#letIn -= 1;
    if (this.#letIn === 0) this.lobby.comeBack(this);
  }

  holds(bytes: number): void {
    this.lobby.grow(this, bytes);
  }
}

function most<T>(all: Iterable<T>, measure: (one: T) => number): T | undefined {
  let found: T | undefined;
  for (const one of all) if (!found || measure(one) > measure(found)) found = one;
  return found;
}
