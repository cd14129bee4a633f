import { createServer, type Server, type Socket } from 'node:net';

/** Connections that the kernel holds until we take them: all proxies come at once after an outage. Node's own is 511. */
const BACKLOG = 4096;

export interface Listening {
  /** Bound TCP port; 0 for a Unix socket. */
  readonly port: number;
  close(): Promise<void>;
}

export type Address = { host: string; port: number } | { path: string };

/** Accepts connections at an address. HTTP/2 is spoken elsewhere (grpc/server.ts). */
export function acceptConnections(address: Address, onConnection: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve({ port: portOf(server), close: () => closeServer(server, sockets) });
    });
  });
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
