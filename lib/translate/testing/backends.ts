/** Small backends that say which target they stand for. For tests. */
import http from 'node:http';
import http2 from 'node:http2';
import net, { type AddressInfo } from 'node:net';

export interface Backend {
  port: number;
  /** Requests (or connections) so far. */
  count: number;
  close(): Promise<void>;
}

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Answers over HTTP/1.1; by default with the target's name. */
export async function httpBackend(
  name: string,
  answer: Answer = (_, response) => response.end(name),
): Promise<Backend> {
  const server = http.createServer((request, response) => {
    backend.count += 1;
    answer(request, response);
  });
  const backend: Backend = {
    port: await listen(server),
    count: 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return backend;
}

/** Answers gRPC calls over clear-text HTTP/2 with a header that names the target. */
export async function grpcBackend(name: string): Promise<Backend> {
  const sessions = new Set<http2.ServerHttp2Session>();
  const server = http2.createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    backend.count += 1;
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '0', target: name },
      { endStream: true },
    );
  });
  const backend: Backend = {
    port: await listen(server),
    count: 0,
    close: async () => {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
  return backend;
}

/** Says its name to whoever connects, and closes: the server speaks first. */
export async function tcpBackend(name: string): Promise<Backend> {
  const server = net.createServer((socket) => {
    backend.count += 1;
    socket.on('error', () => socket.destroy());
    socket.end(name);
  });
  const backend: Backend = { port: await listen(server), count: 0, close: async () => void server.close() };
  return backend;
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
