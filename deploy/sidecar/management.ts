import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tryAsk } from './admin';
import type { Place, Settings } from './settings';
import type { Supervisor } from './supervisor';

/** Minutes that a log level set by `/enableLogging` lasts, as in App Mesh's agent. */
const LOG_LEVEL_MS = 300_000;

type Reply = { status: number; type?: string; text: string };

/** The agent's interface: `/status`, `/drain_listeners`, `/enableLogging`, `/stats/prometheus`. */
export class Management {
  readonly #servers: Server[] = [];
  #logTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly supervisor: Pick<Supervisor, 'status'>,
  ) {}

  /** Listens for `health`, and where App Mesh's variables ask for it. */
  async listen(): Promise<void> {
    await this.#listenAt(ownSocket(this.settings));
    if (this.settings.management) await this.#listenAt(this.settings.management);
  }

  close(): void {
    clearTimeout(this.#logTimer);
    for (const server of this.#servers) server.close().closeAllConnections();
  }

  async #listenAt(place: Place): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request).then(
        (reply) => send(response, reply),
        (cause: unknown) => send(response, { status: 500, text: String(cause) }),
      );
    });
    this.#servers.push(server);
    if ('socket' in place) rmSync(place.socket, { force: true });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    if ('socket' in place) server.listen(place.socket, resolve);
    else server.listen(place.port, place.host, resolve);
    await promise;
    if ('socket' in place) chmodSync(place.socket, 0o600);
  }

  async #answer({ method = '', url = '' }: IncomingMessage): Promise<Reply> {
    const { pathname, search } = new URL(url, 'http://sidecar');
    const { admin } = this.settings;
    const key = `${method} ${pathname}`;
    if (key === 'GET /status') {
      return { status: 200, type: 'application/json', text: JSON.stringify(await this.supervisor.status(), null, 2) };
    }
    if (key === 'GET /stats/prometheus') return this.#pass('GET', '/stats?format=prometheus');
    if (key === 'POST /drain_listeners') {
      if (search !== '?inboundonly') return { status: 400, text: 'only ?inboundonly is known' };
      return this.#pass('POST', '/drain_listeners?inboundonly');
    }
    if (key === 'POST /enableLogging') {
      clearTimeout(this.#logTimer);
      const reset = () => void tryAsk(admin, 'POST', `/logging?level=${this.settings.logLevel}`);
      this.#logTimer = setTimeout(reset, LOG_LEVEL_MS).unref();
      return this.#pass('POST', `/logging${search}`);
    }
    return { status: 404, text: 'GET /status, GET /stats/prometheus, POST /drain_listeners, POST /enableLogging' };
  }

  async #pass(method: 'GET' | 'POST', path: string): Promise<Reply> {
    const answer = await tryAsk(this.settings.admin, method, path);
    return answer ?? { status: 503, text: 'Envoy does not answer' };
  }
}

/** Socket by which `meshkeep-sidecar health` asks the running sidecar. */
export function ownSocket({ runDir }: Pick<Settings, 'runDir'>): Place {
  return { socket: `${runDir}/sidecar.sock` };
}

function send(response: ServerResponse, { status, type = 'text/plain', text }: Reply): void {
  response.writeHead(status, { 'content-type': type }).end(`${text}\n`);
}
