/**
 * The demo's application: an HTTP service that knows nothing of a mesh. It answers with its name and version, and
 * `GET /call/<service name>[:port][/path]` calls another service by its name and hands the answer on with its status.
 * Like many programs it sends its calls through HTTP_PROXY where that is set (explicit mode: its own Envoy), else
 * straight to the name (transparent mode: iptables lead the call into Envoy). Imports nothing of the project, so that
 * plain Node runs it.
 */
import http from 'node:http';

const { APP_NAME = 'app', APP_VERSION = '', APP_HOST = '127.0.0.1', APP_PORT = '8080', HTTP_PROXY } = process.env;
/** Port of a called service, where the call names none. */
const SERVICE_PORT = process.env.SERVICE_PORT ?? '8080';
const PER_HOP = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer']);

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
let served = 0;

const server = http.createServer((request, response) => {
  if (request.url?.startsWith('/call/')) {
    call(request, response);
    return;
  }
  served += 1;
  request.resume();
  send(response, 200, { app: APP_NAME, version: APP_VERSION, method: request.method, path: request.url, served });
});

function send(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

function call(request: http.IncomingMessage, response: http.ServerResponse): void {
  const [, name, path = ''] = /^\/call\/([\w.:-]+)(.*)$/.exec(request.url ?? '') ?? [];
  if (!name) {
    send(response, 400, { error: 'write /call/<service name>' });
    return;
  }
  const authority = /:\d+$/.test(name) ? name : `${name}:${SERVICE_PORT}`;
  const onward = http.request(target(authority, path.startsWith('/') ? path : `/${path}`, request));
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, passOn(answer.headers));
    answer.pipe(response);
  });
  onward.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else send(response, 502, { error: `${APP_NAME} cannot reach ${authority}: ${error.message}` });
  });
  request.pipe(onward);
}

function target(authority: string, path: string, request: http.IncomingMessage): http.RequestOptions {
  const via = new URL(HTTP_PROXY ?? `http://${authority}`);
  return {
    agent,
    method: request.method,
    host: via.hostname,
    port: via.port,
    path: HTTP_PROXY ? `http://${authority}${path}` : path,
    headers: { ...passOn(request.headers), host: authority },
  };
}

function passOn(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PER_HOP.has(name)));
}

server.keepAliveTimeout = 120_000;
server.listen(Number(APP_PORT), APP_HOST);
