import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import {
  type ControlPlaneAddress,
  type MeshKey,
  type MeshSnapshot,
  revisionFilterSchema,
  sessionInputSchema,
  trafficSubjectSchema,
} from '@/lib/model';
import {
  authorize,
  type Caller,
  type Certificates,
  type ClientAuthorities,
  type Connections,
  type Drafts,
  type Layouts,
  type MeshSettingsCases,
  meshKeyOf,
  type ObservedState,
  type ProxyCredentials,
  type RevisionPage,
  type RevisionsFound,
  type Service,
  ServiceError,
} from '@/lib/service';
import type { Clock, Logger, Random } from '@/lib/util';
import type { Authenticator } from '../auth';
import type { HttpDoor, RawRequest, RawResponse } from '../http';
import { fresh } from './answers';
import { authorityRoute } from './authority-routes';
import { bootstrapRoute } from './bootstrap-routes';
import { certificateRoute } from './certificate-routes';
import { connectionRoute } from './connection-routes';
import { credentialRoute } from './credential-routes';
import { draftRoute } from './draft-routes';
import { errorResponse, failureResponse, methodNotAllowed } from './errors';
import type { EventHub } from './event-hub';
import { eventStream } from './event-stream';
import { layoutRoute } from './layout-routes';
import { readJson } from './read-body';
import { settingsRoute } from './settings-routes';
import { apiSnapshot, meshSummary, pastSnapshot } from './views';

export interface MeshkeepDoorDeps {
  observed: ObservedState;
  hub: EventHub;
  service: Pick<Service, 'logIn'>;
  drafts: Drafts;
  layouts: Layouts;
  credentials: ProxyCredentials;
  /** To AWS Cloud Map. */
  connections: Connections;
  settings: MeshSettingsCases;
  /** For TLS between proxies. */
  certificates: Certificates;
  authorities: ClientAuthorities;
  /** Where proxies find this control plane, unless a request says otherwise. */
  controlPlane: ControlPlaneAddress;
  revisions(caller: Caller, mesh: MeshKey, page: RevisionPage): Promise<RevisionsFound>;
  /** The mesh as it was at a revision. */
  past(caller: Caller, mesh: MeshKey, revision: number): Promise<MeshSnapshot>;
  authenticate: Authenticator;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** Where this API lives. */
export const MESHKEEP_PREFIX = '/meshkeep/v1/';

const ROUTES = 'sessions, meshes, certificates, client-authorities, events, proxy-credentials, connections';
const gzipped = promisify(gzip);

/** The Meshkeep API: what the console shows beside App Mesh's own. Shapes: lib/model/meshkeep-api.ts. */
export function createMeshkeepDoor(deps: MeshkeepDoorDeps): HttpDoor {
  return async (request) => {
    const requestId = deps.random.uuid();
    const response = await answer(deps, request).catch((error) => failureResponse(error, requestId, deps.logger));
    response.headers['x-meshkeep-request-id'] = requestId;
    return response;
  };
}

async function answer(deps: MeshkeepDoorDeps, request: RawRequest): Promise<RawResponse> {
  const identity = await deps.authenticate(request, ['meshkeep', 'appmesh']);
  if (!identity.ok) return errorResponse('forbidden', identity.message);
  const [first, ...rest] = pathParts(request.rawPath);
  const { caller } = identity;
  if (first === 'sessions' && rest.length === 0) return signIn(deps, caller, request);
  const call = { deps, caller, request, query: new URLSearchParams(request.rawQuery) };
  if (first === 'meshes' && rest[1] === 'drafts') return drafts(call, rest);
  if (first === 'meshes' && rest[1] === 'layout' && rest.length === 2) return layout(call, rest[0] ?? '');
  if (first === 'meshes' && rest[1] === 'settings' && rest.length === 2) return settings(call, rest[0] ?? '');
  if (first === 'meshes' && rest[1] === 'bootstrap' && rest.length === 2) return bootstrap(call, rest[0] ?? '');
  if (first === 'proxy-credentials') {
    return orNotFound(credentialRoute({ ...call, credentials: deps.credentials }, rest), first);
  }
  if (first === 'connections')
    return orNotFound(connectionRoute({ ...call, connections: deps.connections }, rest), first);
  if (first === 'certificates' && rest.length === 0) {
    const meshes = () => ownMeshes(deps.observed, caller);
    return certificateRoute({ ...call, certificates: deps.certificates, meshes });
  }
  if (first === 'client-authorities' && rest.length <= 1) {
    return authorityRoute({ ...call, authorities: deps.authorities }, rest[0]);
  }
  if (request.method !== 'GET') return methodNotAllowed(request, 'GET');
  if (first === 'meshes') return meshes(call, rest);
  if (first === 'events' && rest.length === 0) return events(call);
  throw new ServiceError('not-found', `no such path; below ${MESHKEEP_PREFIX} there are ${ROUTES}`);
}

interface Call {
  deps: MeshkeepDoorDeps;
  caller: Caller;
  request: RawRequest;
  query: URLSearchParams;
}

function pathParts(rawPath: string): string[] {
  try {
    return rawPath.slice(MESHKEEP_PREFIX.length).split('/').map(decodeURIComponent);
  } catch {
    throw new ServiceError('bad-request', 'The path is not valid percent-encoding');
  }
}

async function signIn(deps: MeshkeepDoorDeps, caller: Caller, request: RawRequest): Promise<RawResponse> {
  if (request.method !== 'POST') return methodNotAllowed(request, 'POST');
  const input = sessionInputSchema.safeParse(readJson(request));
  if (!input.success) throw new ServiceError('bad-request', 'The body must be {"name": …, "password": …}');
  const person = await deps.service.logIn(caller, input.data.name, input.data.password);
  if (!person) return errorResponse('forbidden', 'Name or password is wrong.', 401);
  return fresh(person);
}

async function meshes(call: Call, [name, ...rest]: readonly string[]): Promise<RawResponse> {
  const { deps, caller, query } = call;
  if (name === undefined) return fresh({ meshes: listMeshes(deps, caller) });
  const key = meshKeyOf(caller, 'read', name, query.get('meshOwner') ?? undefined);
  return orNotFound(meshRoute(call, key, rest), `meshes/${name}`);
}

async function drafts(call: Call, [name = '', , ...path]: readonly string[]): Promise<RawResponse> {
  const mesh = meshKeyOf(call.caller, 'read', name, call.query.get('meshOwner') ?? undefined);
  return orNotFound(draftRoute({ ...call, drafts: call.deps.drafts, mesh }, path), `meshes/${name}/drafts`);
}

function layout({ deps, caller, request, query }: Call, name: string): Promise<RawResponse> {
  const mesh = meshKeyOf(caller, 'read', name, query.get('meshOwner') ?? undefined);
  return layoutRoute({ layouts: deps.layouts, caller, mesh, request });
}

function settings({ deps, caller, request, query }: Call, name: string): Promise<RawResponse> {
  const mesh = meshKeyOf(caller, 'read', name, query.get('meshOwner') ?? undefined);
  return settingsRoute({ settings: deps.settings, caller, mesh, request });
}

async function bootstrap({ deps, caller, request, query }: Call, name: string): Promise<RawResponse> {
  const mesh = meshKeyOf(caller, 'read', name, query.get('meshOwner') ?? undefined);
  const { controlPlane, observed } = deps;
  return bootstrapRoute({ controlPlane, caller, snapshot: requireMesh(observed, mesh), request });
}

/** What a route answers; where it does not know the path, that there is none. */
function orNotFound(answer: Promise<RawResponse> | undefined, below: string): Promise<RawResponse> {
  if (answer) return answer;
  throw new ServiceError('not-found', `no such path below ${below}`);
}

function listMeshes({ observed }: MeshkeepDoorDeps, caller: Caller) {
  authorize(caller, 'read');
  return ownMeshes(observed, caller).map((snapshot) => meshSummary(snapshot, observed));
}

/** Meshes of the caller's account and region, by name. */
function ownMeshes(observed: ObservedState, caller: Caller): MeshSnapshot[] {
  const own = observed.meshes().filter(({ account, region }) => account === caller.account && region === caller.region);
  return own.flatMap((key) => observed.snapshot(key) ?? []).sort((a, b) => (a.key.mesh < b.key.mesh ? -1 : 1));
}

/** Undefined for a path that does not exist. History and receipts outlive their mesh; the rest wants the mesh. */
function meshRoute(call: Call, key: MeshKey, rest: readonly string[]): Promise<RawResponse> | undefined {
  const [what, id, part, ...more] = rest;
  const { observed } = call.deps;
  if (more.length > 0) return undefined;
  if (what === 'revisions' && id === undefined) return revisions(call, key);
  if (what === 'revisions' && part === 'receipt') return fresh(receipt(call, key, id ?? ''));
  if (what === 'proxies' && part === 'config') return fresh(proxyConfig(call, key, id ?? ''));
  if (what === 'traffic' && id === 'history' && part === undefined) return fresh(trafficHistory(call, key));
  if (id !== undefined) return undefined;
  if (what === 'snapshot' && call.query.has('revision')) return past(call, key);
  if (what === 'snapshot') return snapshot(call, requireMesh(observed, key));
  if (what === 'proxies') return fresh({ proxies: requireMesh(observed, key) && observed.proxies(key) });
  if (what === 'refused-connections') return fresh(requireMesh(observed, key) && observed.refusedConnections(key));
  if (what === 'traffic') return fresh(requireMesh(observed, key) && observed.traffic(key));
  return undefined;
}

function requireMesh(observed: ObservedState, key: MeshKey): MeshSnapshot {
  const found = observed.snapshot(key);
  if (!found) throw new ServiceError('not-found', `There is no mesh named ${key.mesh}.`);
  return found;
}

async function snapshot({ deps, request }: Call, found: MeshSnapshot): Promise<RawResponse> {
  const body = JSON.stringify(apiSnapshot(found, deps.observed));
  const etag = `"${found.revision}-${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  const headers = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
  if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: '' };
  const type = { 'content-type': 'application/json' };
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return { status: 200, headers: { ...headers, ...type }, body };
  return { status: 200, headers: { ...headers, ...type, 'content-encoding': 'gzip' }, body: await gzipped(body) };
}

async function past({ deps, caller, query }: Call, key: MeshKey): Promise<RawResponse> {
  return fresh(pastSnapshot(await deps.past(caller, key, wholeNumber(query, 'revision') ?? 0)));
}

async function revisions({ deps, caller, query }: Call, key: MeshKey): Promise<RawResponse> {
  const before = wholeNumber(query, 'before');
  const limit = Math.min(200, wholeNumber(query, 'limit') ?? 50);
  const filter = revisionFilterSchema.safeParse(Object.fromEntries(query));
  if (!filter.success) throw new ServiceError('bad-request', z.prettifyError(filter.error));
  const page = { ...filter.data, limit, ...(before !== undefined && { before }) };
  return fresh(deps.revisions(caller, key, page));
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new ServiceError('bad-request', `${name} must be a whole number above 0`);
}

function receipt({ deps }: Call, key: MeshKey, revision: string) {
  const found = /^\d{1,15}$/.test(revision) ? deps.observed.receipt(key, Number(revision)) : undefined;
  if (!found) throw new ServiceError('not-found', `No receipt is kept of revision ${revision} of mesh ${key.mesh}.`);
  return found;
}

function trafficHistory({ deps: { observed }, query }: Call, key: MeshKey) {
  const subject = trafficSubjectSchema.safeParse(Object.fromEntries(query));
  if (!subject.success) throw new ServiceError('bad-request', z.prettifyError(subject.error));
  return requireMesh(observed, key) && observed.trafficHistory(key, subject.data);
}

function proxyConfig({ deps }: Call, key: MeshKey, id: string) {
  const found = deps.observed.proxyConfig(key, id);
  if (!found) throw new ServiceError('not-found', `No proxy with id ${id} is connected in mesh ${key.mesh}.`);
  return found;
}

function events({ deps, caller, request, query }: Call): RawResponse {
  const mesh = query.get('mesh') ?? undefined;
  const key = mesh === undefined ? undefined : meshKeyOf(caller, 'read', mesh, query.get('meshOwner') ?? undefined);
  authorize(caller, 'read');
  const since = request.headers['last-event-id'] ?? query.get('since') ?? undefined;
  const hello = () => ({
    type: 'hello' as const,
    ...(key && { mesh: key.mesh, revision: deps.observed.snapshot(key)?.revision ?? 0 }),
    serverTime: deps.clock.now(),
  });
  const scope = { account: caller.account, region: caller.region, ...(key && { mesh: key }) };
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform' },
    body: eventStream(deps.hub, { scope, hello, since, signal: request.signal }),
  };
}
