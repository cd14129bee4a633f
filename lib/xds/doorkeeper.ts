/**
 * Connections that nobody is known by yet: on none of their streams has a proxy been let in. Whoever can reach the port
 * can open them, so there are not many, and they do not stay. All proxies come at once after an outage, several thousand
 * perhaps behind one address: each is known within milliseconds.
 */
export interface UnknownLimits {
  /** In all, and from one host. */
  most: number;
  mostPerHost: number;
  /** Time to become known, ms; Envoy needs milliseconds. Streams have a shorter one of their own (gate.ts). */
  withinMs: number;
}

export const UNKNOWN_LIMITS: UnknownLimits = { most: 8192, mostPerHost: 4096, withinMs: 30_000 };

/** What it needs of a connection; the peer is `10.0.0.7:41234`. */
export interface KnockingSocket {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** Why a connection was refused, for the log. */
export class TooManyUnknown extends Error {
  override readonly name = 'TooManyUnknown';
}

const SWEEP_EVERY_MS = 1000;

export class Doorkeeper {
  readonly #unknown = new Map<string, { socket: KnockingSocket; host: string; since: number }>();
  readonly #perHost = new Map<string, number>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(
    private readonly now: () => number,
    private readonly refused: (host: string, error: Error) => void,
    private readonly limits: UnknownLimits = UNKNOWN_LIMITS,
  ) {
    this.#sweeping = setInterval(() => this.sweep(), SWEEP_EVERY_MS).unref();
  }

  /** Lets a connection stay for a while, or ends it. A Unix socket's rights say who may come: it is not counted. */
  knock(socket: KnockingSocket): void {
    const { remoteAddress: host, remotePort } = socket;
    if (host === undefined) return;
    const { most, mostPerHost } = this.limits;
    const ofHost = this.#perHost.get(host) ?? 0;
    if (this.#unknown.size >= most || ofHost >= mostPerHost) {
      socket.destroy();
      this.refused(host, new TooManyUnknown('too many connections that have not said who they are'));
      return;
    }
    const peer = `${host}:${remotePort}`;
    this.#unknown.set(peer, { socket, host, since: this.now() });
    this.#perHost.set(host, ofHost + 1);
    socket.once('close', () => this.#forget(peer, socket));
  }

  /** A proxy was let in on this connection: it may stay. */
  known(peer: string): void {
    this.#forget(peer);
  }

  /** Ends what has not become known in time. */
  sweep(): void {
    const before = this.now() - this.limits.withinMs;
    for (const { socket, since } of [...this.#unknown.values()]) if (since <= before) socket.destroy();
  }

  close(): void {
    clearInterval(this.#sweeping);
  }

  /** A port may be used again before an old connection's end is told. */
  #forget(peer: string, socket?: KnockingSocket): void {
    const entry = this.#unknown.get(peer);
    if (!entry || (socket && entry.socket !== socket)) return;
    this.#unknown.delete(peer);
    const left = (this.#perHost.get(entry.host) ?? 1) - 1;
    if (left > 0) this.#perHost.set(entry.host, left);
    else this.#perHost.delete(entry.host);
  }
}
