/**
 * Stand-ins over real HTTP for what no test machine has: a Kubernetes API server that answers TokenReviews, and an STS
 * that really checks the signature of a presigned request, with the keys that it gave out.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { jwtVerify, SignJWT } from 'jose';
import { afterAll } from 'vitest';
import { ECS_TOKEN_PREFIX, SERVER_ID_HEADER } from '@/lib/identity';

const servers: Server[] = [];
afterAll(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = { status: number; body: string };

async function serve(answer: (request: IncomingMessage, body: string) => Answer | Promise<Answer>): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { status, body: text } = await answer(request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const SIGNING_KEY = Buffer.from('the key of a cluster that does not exist');

/** A service-account token as Kubernetes projects it into a pod. */
export function serviceAccountToken(
  subject: string,
  { audience = 'meshkeep', expiresAt }: { audience?: string; expiresAt: number },
): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`system:serviceaccount:${subject.replace('/', ':')}`)
    .setAudience(audience)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(SIGNING_KEY);
}

/** Answers TokenReviews as an API server does. `asked` counts them. */
export async function startApiServer(): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const host = await serve(async (request, body) => {
    if (request.url !== '/apis/authentication.k8s.io/v1/tokenreviews') return { status: 404, body: '{}' };
    asked += 1;
    const { spec } = JSON.parse(body) as { spec: { token: string; audiences: string[] } };
    const status = await jwtVerify(spec.token, SIGNING_KEY).then(
      ({ payload }) => {
        const audiences = [payload.aud ?? []].flat().filter((one) => spec.audiences.includes(one));
        if (audiences.length === 0) return { authenticated: false, error: 'token audiences are invalid' };
        return { authenticated: true, audiences, user: { username: payload.sub, uid: '1' } };
      },
      (error: Error) => ({ authenticated: false, error: error.message }),
    );
    return { status: 201, body: JSON.stringify({ kind: 'TokenReview', status }) };
  });
  return { url: `http://${host}`, asked: () => asked };
}

/** Keys of a role's session, as the task's credentials endpoint gives them. */
export interface RoleKeys {
  role: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** An STS that knows these roles. */
export async function startSts(roles: readonly RoleKeys[]): Promise<string> {
  return serve(async (request) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const id = url.searchParams.get('X-Amz-Credential')?.split('/')[0];
    const keys = roles.find(({ accessKeyId }) => accessKeyId === id);
    const again = keys && (await presign(keys, url.host, signedHeaders(request, url), dateOf(url)));
    if (!keys || again?.searchParams.get('X-Amz-Signature') !== url.searchParams.get('X-Amz-Signature')) {
      const message = 'The request signature we calculated does not match the signature you provided.';
      return { status: 403, body: `<ErrorResponse><Error><Message>${message}</Message></Error></ErrorResponse>` };
    }
    const arn = `arn:aws:sts::111122223333:assumed-role/${keys.role}/task-1`;
    return { status: 200, body: `<GetCallerIdentityResponse><Arn>${arn}</Arn></GetCallerIdentityResponse>` };
  });
}

function signedHeaders({ headers }: IncomingMessage, url: URL): Record<string, string> {
  const names = url.searchParams.get('X-Amz-SignedHeaders')?.split(';') ?? [];
  return Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
}

function dateOf(url: URL): Date {
  const text = url.searchParams.get('X-Amz-Date') ?? '';
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

async function presign(keys: RoleKeys, host: string, headers: Record<string, string>, at: Date): Promise<URL> {
  const signer = new SignatureV4({ service: 'sts', region: 'us-east-1', credentials: keys, sha256: Sha256 });
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const [hostname = '', port] = host.split(':');
  const request = new HttpRequest({
    protocol: 'http:',
    hostname,
    ...(port && { port: Number(port) }),
    path: '/',
    query,
    headers: { ...headers, host },
  });
  const signed = await signer.presign(request, { expiresIn: 900, signingDate: at });
  const url = new URL(`http://${host}/`);
  for (const [name, value] of Object.entries(signed.query ?? {})) url.searchParams.set(name, String(value));
  return url;
}

/** The token that a task shows: GetCallerIdentity, signed with its role's keys for one server. */
export async function taskRoleToken(
  keys: RoleKeys,
  { sts, serverId, at }: { sts: string; serverId: string; at: number },
): Promise<string> {
  const url = await presign(keys, sts, { [SERVER_ID_HEADER]: serverId }, new Date(at));
  return `${ECS_TOKEN_PREFIX}${Buffer.from(url.href).toString('base64url')}`;
}
