import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwayError } from './remote-error';
import type { Endpoint } from './types';

export interface SignedRequestInit {
  method: string;
  /** Path and query as they go over the wire, already escaped: `/meshkeep/v1/meshes/my%2Fmesh?x=1`. */
  path: string;
  /** Service name in the credential scope. */
  service: string;
  body?: string;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** A request signed with Signature Version 4. Rejects with AwayError when nobody answers. */
export async function signedFetch(endpoint: Endpoint, init: SignedRequestInit): Promise<Response> {
  const url = addressOf(init.path, endpoint.url);
  const signed = await signer(endpoint, init.service).sign(unsigned(url, endpoint, init));
  const { host: _host, ...headers } = signed.headers;
  try {
    return await fetch(url, { method: init.method, headers, body: init.body, signal: init.signal, redirect: 'error' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new AwayError(endpoint.url, { cause: error });
  }
}

/** The query is written anew, escaped as the signature wants it: browsers send a space as `+`. */
function addressOf(path: string, base: string): URL {
  const url = new URL(path, base);
  url.search = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return url;
}

function signer(endpoint: Endpoint, service: string): SignatureV4 {
  return new SignatureV4({ service, region: endpoint.region, credentials: endpoint.key, sha256: Sha256 });
}

function unsigned(url: URL, endpoint: Endpoint, init: SignedRequestInit): HttpRequest {
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  return new HttpRequest({
    method: init.method,
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port ? Number(url.port) : undefined,
    path: url.pathname,
    query,
    body: init.body,
    headers: {
      host: url.host,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...endpoint.headers,
      ...init.headers,
    },
  });
}
