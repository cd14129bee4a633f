import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions, type Server as TlsServer } from 'node:tls';
import type { Guest, Lobby } from './lobby';
import { secureOptions } from './tls';
import type { XdsTls } from './types';

/** Connections that the kernel holds until we take them: all proxies come at once after an outage. Node's own is 511. */
const BACKLOG = 4096;

/** A client that does not finish its TLS handshake in this time is let go, ms. */
const HANDSHAKE_MS = 10_000;

export interface Listening {
  /** Bound TCP port; 0 for a Unix socket. */
  readonly port: number;
  /** Uses another certificate and other authorities for connections from now on. */
  replaceTls(tls: XdsTls): void;
  close(): Promise<void>;
}

export interface Accepting {
  address: { host: string; port: number } | { path: string };
  /** Speaks TLS, and nothing but TLS. */
  tls?: XdsTls;
  /** Where connections wait until somebody on them is let in. */
  lobby: Lobby;
  onConnection(socket: Socket, guest: Guest): void;
  /** A connection that did not become one: no TLS, a handshake that failed or took too long. */
  onRefused?(peer: string, error: NodeJS.ErrnoException): void;
}

/** Accepts connections at an address. HTTP/2 is spoken elsewhere (grpc/server.ts). */
export function acceptConnections({ address, tls, lobby, onConnection, onRefused }: Accepting): Promise<Listening> {
  const sockets = new Set<Socket>();
  const guests = new Map<string, Guest>();
  const server = tls ? tlsServer(tls) : createServer({ noDelay: true });
  server.on('connection', (socket: Socket) => {
    // Before HTTP/2 takes a connection nobody else listens: a reset must not end the process.
    socket.on('error', () => socket.destroy());
    const guest = lobby.enter(socket);
    if (!guest) return;
    sockets.add(socket);
    const address = addressOf(socket);
    guests.set(address, guest);
    socket.once('close', () => {
      sockets.delete(socket);
      if (guests.get(address) === guest) guests.delete(address);
    });
    if (!tls) onConnection(socket, guest);
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    // gRPC clients that negotiate nothing (an Envoy without alpn_protocols) speak HTTP/2 all the same.
    if (!socket.alpnProtocol) socket.alpnProtocol = 'h2';
    const guest = guests.get(addressOf(socket));
    if (!guest) {
      socket.destroy();
      return;
    }
    guest.socket = socket;
    onConnection(socket, guest);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    onRefused?.(socket.remoteAddress ?? 'a client that is gone', error);
    socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve({
        port: portOf(server),
        replaceTls: (fresh) =>
          'setSecureContext' in server && (server as TlsServer).setSecureContext(secureOptions(fresh)),
        close: () => closeServer(server, sockets),
      });
    });
  });
}

/** What a TLS socket and the one under it have in common. */
const addressOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;

function tlsServer(tls: XdsTls): TlsServer {
  const options: TlsOptions & { noDelay: boolean } = {
    ...secureOptions(tls),
    noDelay: true,
    handshakeTimeout: HANDSHAKE_MS,
    ALPNProtocols: ['h2'],
    // Whether a certificate is good is decided with the first message, so that the refusal says why.
    requestCert: true,
    rejectUnauthorized: false,
  };
  return createTlsServer(options);
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

/** Sessions were told to go away; a proxy that keeps its connection open must not hold up the end. */
function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    setImmediate(() => {
      for (const socket of sockets) socket.destroy();
    });
  });
}
