/** Requests through a proxy's egress listener. For tests. */
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';

export interface Call {
  host: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  body: string;
}

/** One HTTP/1.1 request. */
export async function call(port: number, { host, path = '/', method = 'GET', headers = {} }: Call): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const request = http.request({ host: '127.0.0.1', port, path, method, headers: { ...headers, host }, agent: false });
  request.on('error', reject);
  request.on('response', (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
  });
  request.end();
  return promise;
}

/** One gRPC call over clear-text HTTP/2: the target that answered, and the gRPC status. */
export async function grpcCall(
  port: number,
  { host, path = '/', headers = {} }: Call,
  contentType = 'application/grpc',
): Promise<{ status: number; grpcStatus: string | undefined; target: string | undefined }> {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  const { promise, resolve, reject } = Promise.withResolvers<http2.IncomingHttpHeaders>();
  session.on('error', reject);
  session.on('close', () => reject(new Error('closed without an answer')));
  const stream = session.request({
    ...headers,
    ':method': 'POST',
    ':path': path,
    ':authority': host,
    'content-type': contentType,
  });
  stream.on('response', resolve);
  stream.on('error', reject);
  stream.resume();
  stream.end();
  try {
    const answer = await promise;
    const text = (name: string) => answer[name]?.toString();
    return { status: Number(answer[':status']), grpcStatus: text('grpc-status'), target: text('target') };
  } finally {
    session.destroy();
  }
}

/** Connects, says something or nothing, and reads until the other side closes; empty when nobody answered. */
export async function readAll(port: number, say?: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = net.connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  if (say !== undefined) socket.write(say);
  socket.on('error', () => resolve(text));
  socket.on('close', () => resolve(text));
  return promise;
}
