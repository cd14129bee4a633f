/** Sends requests exactly as told, signed or not: for what no SDK would send. */
import { Agent, request as httpRequest } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { ADMIN, REGION } from './harness';

export interface RawCall {
  method?: string;
  /** Exactly as it goes over the wire, with its percent-encoding. */
  path: string;
  query?: Record<string, string>;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface SignOptions {
  key?: { id: string; secret: string };
  service?: string;
  region?: string;
  date?: Date;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  /** The body as JSON; throws when it is none. */
  json: Record<string, unknown>;
}

/** The headers of a signed call, as boto3 signs: host, x-amz-date and whatever else is given. */
export async function signedHeaders(
  url: string,
  call: RawCall,
  options: SignOptions = {},
): Promise<Record<string, string>> {
  const { key = ADMIN, service = 'appmesh', region = REGION, date = new Date() } = options;
  const signer = new SignatureV4({
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const unsigned = new HttpRequest({
    method: call.method ?? 'GET',
    path: call.path,
    query: call.query ?? {},
    headers: { host: new URL(url).host, ...call.headers },
    body: call.body,
  });
  return (await signer.sign(unsigned, { signingDate: date })).headers;
}

/** Signs and sends. */
export async function sendSigned(url: string, call: RawCall, options: SignOptions = {}): Promise<RawAnswer> {
  return send(url, { ...call, headers: await signedHeaders(url, call, options) });
}

/** Connections are kept, as SDKs keep them. */
const agent = new Agent({ keepAlive: true });

/** Sends as it is. */
export function send(url: string, { method = 'GET', path, query, body, headers = {} }: RawCall): Promise<RawAnswer> {
  const text = Object.entries(query ?? {}).map((pair) => pair.map(encodeURIComponent).join('='));
  const { hostname, port } = new URL(url);
  const target = text.length > 0 ? `${path}?${text.join('&')}` : path;
  return new Promise((resolve, reject) => {
    const call = httpRequest({ agent, hostname, port, method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string | undefined>,
          text: answer,
          get json() {
            return JSON.parse(answer) as Record<string, unknown>;
          },
        });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
