import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type HttpDoor,
  isCloudMapRequest,
  jsonResponse,
  MESHKEEP_PREFIX,
  type RawRequest,
  type RawResponse,
} from '@/lib/api';
import type { Metrics } from '@/lib/metrics';
import type { Clock } from '@/lib/util';

export interface DoorsDeps {
  appMesh: HttpDoor;
  cloudMap: HttpDoor;
  meshkeep: HttpDoor;
  metrics: Metrics;
  /** With a token it must be shown; without one /metrics is open, or closed to everybody. */
  metricsAccess: { closed: boolean; token: string | undefined };
  clock: Clock;
  /** Undefined when writes are accepted, else why not. */
  notReady(): Promise<string | undefined>;
}

type DoorName = 'appmesh' | 'cloudmap' | 'meshkeep' | 'probe';

/** The one port: App Mesh's paths, Cloud Map's `POST /`, ours below /meshkeep/, and the probes. Counts every answer. */
export function createDoors(deps: DoorsDeps): HttpDoor {
  return async (request) => {
    const started = deps.clock.now();
    const name = doorOf(request);
    const response = await handlerOf(deps, name)(request);
    deps.metrics.requests.inc({ door: name, status: String(response.status) });
    deps.metrics.requestSeconds.observe({ door: name }, (deps.clock.now() - started) / 1000);
    return response;
  };
}

const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** AWS JSON services post to `/`; App Mesh's door answers whatever nobody knows. */
function doorOf(request: RawRequest): DoorName {
  const { rawPath } = request;
  if (PROBES.has(rawPath)) return 'probe';
  if (rawPath.startsWith(MESHKEEP_PREFIX)) return 'meshkeep';
  return isCloudMapRequest(request) ? 'cloudmap' : 'appmesh';
}

function handlerOf(deps: DoorsDeps, name: DoorName): HttpDoor {
  if (name === 'appmesh') return deps.appMesh;
  if (name === 'cloudmap') return deps.cloudMap;
  return name === 'meshkeep' ? deps.meshkeep : (request) => probe(deps, request);
}

async function probe(deps: DoorsDeps, request: RawRequest): Promise<RawResponse> {
  const { method, rawPath } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return jsonResponse(405, { message: `This path does not take ${method}, only GET` }, { allow: 'GET, HEAD' });
  }
  if (rawPath === '/metrics') {
    const refusal = metricsRefusal(deps.metricsAccess, request.headers.authorization);
    if (refusal !== undefined) return jsonResponse(403, { message: refusal });
    return { status: 200, headers: { 'content-type': deps.metrics.contentType }, body: await deps.metrics.text() };
  }
  const why = rawPath === '/readyz' ? await deps.notReady() : undefined;
  return why === undefined ? jsonResponse(200, { status: 'ok' }) : jsonResponse(503, { status: 'not ready', why });
}

function metricsRefusal({ closed, token }: DoorsDeps['metricsAccess'], shown = ''): string | undefined {
  if (token !== undefined) {
    return sameText(shown, `Bearer ${token}`)
      ? undefined
      : 'Send the token of MESHKEEP_METRICS_TOKEN as a bearer token.';
  }
  return closed ? 'Beyond loopback /metrics needs MESHKEEP_METRICS_TOKEN to be set.' : undefined;
}

/** Takes as long whatever differs. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
