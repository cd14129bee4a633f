import { request } from 'node:http';
import type { Place } from './settings';

export interface AdminAnswer {
  status: number;
  text: string;
}

const TIMEOUT_MS = 5000;

/** One request to Envoy's admin interface, or to the sidecar's own. Throws when nobody answers in time. */
export function ask(place: Place, method: 'GET' | 'POST', path: string, timeoutMs = TIMEOUT_MS): Promise<AdminAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<AdminAnswer>();
  const where = 'socket' in place ? { socketPath: place.socket } : { host: place.host, port: place.port };
  const outgoing = request({ ...where, method, path, agent: false, timeout: timeoutMs }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
    );
    response.on('error', reject);
  });
  outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)));
  outgoing.on('error', reject);
  outgoing.end();
  return promise;
}

/** The same, undefined when nobody answers. */
export async function tryAsk(...call: Parameters<typeof ask>): Promise<AdminAnswer | undefined> {
  return ask(...call).catch(() => undefined);
}

export interface EnvoyInfo {
  /** `LIVE`, `PRE_INITIALIZING`, `DRAINING`, …; `UNREACHABLE` when the admin interface does not answer. */
  state: string;
  /** Tells who answers: during a change of hands the old and the new Envoy have the same address. */
  epoch: number;
}

/** State of the Envoy that has the admin interface now. */
export async function envoyInfo(admin: Place): Promise<EnvoyInfo> {
  const answer = await tryAsk(admin, 'GET', '/server_info', 2000);
  if (answer?.status !== 200) return { state: 'UNREACHABLE', epoch: 0 };
  const { state, command_line_options: options } = JSON.parse(answer.text) as {
    state: string;
    command_line_options?: { restart_epoch?: number };
  };
  return { state, epoch: options?.restart_epoch ?? 0 };
}

/** Figures of Envoy by name: counters and gauges whose name the expression matches. */
export async function envoyStats(admin: Place, filter: string): Promise<Map<string, string>> {
  const answer = await tryAsk(admin, 'GET', `/stats?filter=${encodeURIComponent(filter)}`);
  const lines = answer?.status === 200 ? answer.text.split('\n') : [];
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2)] as const];
    }),
  );
}
