import { createServer, type Server, type Socket } from 'node:net';

/** Connections that the kernel holds until we take them: all proxies come at once after an outage. Node's own is 511. */
const BACKLOG = 4096;

export interface Listening {
  /** Bound TCP port; 0 for a Unix socket. */
  readonly port: number;
  close(): Promise<void>;
}

export type Address = { host: string; port: number } | { path: string };

/** Accepts connections at an address. @grpc/grpc-js cannot set the backlog, so it gets its connections from here. */
export function acceptConnections(address: Address, onConnection: (socket: Socket) => void): Promise<Listening> {
  const server = createServer({ noDelay: true }, onConnection);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve({ port: portOf(server), close: () => closeServer(server) });
    });
  });
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
