import { createHash, createHmac, type Hash, type Hmac, timingSafeEqual } from 'node:crypto';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Authorization, parseAuthorization } from './authorization-header';
import { type IdentityFailure, identityFailure } from './failure';

/** What is verified: exactly the bytes that came over the wire. */
export interface SignedRequest {
  method: string;
  rawPath: string;
  rawQuery: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

export interface VerifyOptions {
  /** Secret of an access key; undefined for an unknown one. */
  secretOf(accessKeyId: string): Promise<string | undefined>;
  /** Milliseconds since the epoch. */
  now: number;
  /** Signing names that this door accepts, as `appmesh`. */
  services: readonly string[];
}

export interface VerifiedRequest {
  ok: true;
  accessKeyId: string;
  region: string;
  service: string;
  /** Lower case: only these headers are known to be the sender's. */
  signedHeaders: ReadonlySet<string>;
}

/** AWS allows the sender's clock to be five minutes off, either way. */
const MAX_SKEW_MS = 5 * 60 * 1000;
const invalid = (message: string) => identityFailure('invalid-signature', message);

/**
 * Checks AWS Signature Version 4 in its header form by computing it again over what was signed. Any region will do,
 * since ARNs take theirs from the configuration; the signing name must be one of `services`.
 */
export async function verifySigV4(
  request: SignedRequest,
  options: VerifyOptions,
): Promise<VerifiedRequest | IdentityFailure> {
  const authorization = parseAuthorization(request.headers.authorization);
  if ('ok' in authorization) return authorization;
  const { accessKeyId, region, service } = authorization;
  const signedHeaders = new Set(authorization.signedHeaders);
  const failure =
    checkSignedHeaders(request, signedHeaders) ??
    checkScope(authorization, options) ??
    checkTime(request, authorization, options.now) ??
    checkPayload(request);
  if (failure) return failure;
  const secret = await options.secretOf(accessKeyId);
  if (secret === undefined) {
    return identityFailure('unknown-identity', 'The security token included in the request is invalid.');
  }
  const expected = await computeSignature(request, authorization, secret);
  if (!expected || !sameSignature(expected, authorization.signature)) return invalid(MISMATCH);
  return { ok: true, accessKeyId, region, service, signedHeaders };
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your secret access key and signing method.';

/** `host` and `x-amz-date` must be signed, as must a session token; a header that was signed must have come. */
function checkSignedHeaders(request: SignedRequest, signed: ReadonlySet<string>): IdentityFailure | undefined {
  const required = ['host', 'x-amz-date'];
  if (request.headers['x-amz-security-token'] !== undefined) required.push('x-amz-security-token');
  for (const name of required) {
    if (!signed.has(name)) return identityFailure('incomplete-signature', `'${name}' must be a signed header.`);
  }
  for (const name of signed) {
    if (request.headers[name] === undefined) return invalid(`The signed header '${name}' did not arrive.`);
  }
  return undefined;
}

function checkScope({ service }: Authorization, { services }: VerifyOptions): IdentityFailure | undefined {
  if (services.includes(service)) return undefined;
  return invalid(`Credential should be scoped to correct service: '${services.join("' or '")}'.`);
}

function checkTime(request: SignedRequest, { date }: Authorization, now: number): IdentityFailure | undefined {
  const sent = parseAmzDate(request.headers['x-amz-date'] ?? '');
  if (sent === undefined) {
    return identityFailure('incomplete-signature', "Date must be in ISO-8601 'basic format', as 20261001T120000Z.");
  }
  if (!request.headers['x-amz-date']?.startsWith(date)) {
    return invalid('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.');
  }
  if (Math.abs(now - sent) <= MAX_SKEW_MS) return undefined;
  return invalid(
    `Signature expired or not yet current: the server's clock differs by more than ${MAX_SKEW_MS / 60000} min.`,
  );
}

function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hours, minutes, seconds] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** boto3 and the CLI send no x-amz-content-sha256, JS does; where it came it must be the body's hash. */
function checkPayload(request: SignedRequest): IdentityFailure | undefined {
  const sent = request.headers['x-amz-content-sha256'];
  if (sent === undefined) return undefined;
  const actual = createHash('sha256').update(request.body).digest('hex');
  return sent.toLowerCase() === actual ? undefined : invalid('x-amz-content-sha256 is not the hash of the body.');
}

/** Undefined when the query cannot be decoded: then nobody can have signed it rightly. */
async function computeSignature(
  request: SignedRequest,
  { accessKeyId, region, service, signedHeaders }: Authorization,
  secret: string,
): Promise<string | undefined> {
  const query = parseQuery(request.rawQuery);
  if (!query) return undefined;
  const headers = Object.fromEntries(signedHeaders.map((name) => [name, request.headers[name] ?? '']));
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey: secret },
    region,
    service,
    sha256: NativeSha256,
    applyChecksum: false,
  });
  // The path stays as sent: the signer encodes every segment once more, as the senders did.
  const unsigned = new HttpRequest({
    method: request.method,
    path: request.rawPath,
    query,
    headers,
    body: request.body,
  });
  const signingDate = new Date(parseAmzDate(request.headers['x-amz-date'] ?? '') ?? 0);
  const signed = await signer.sign(unsigned, { signingDate, signableHeaders: new Set(signedHeaders) });
  return /Signature=([0-9a-f]+)$/.exec(signed.headers.authorization ?? '')?.[1];
}

function parseQuery(rawQuery: string): Record<string, string[]> | undefined {
  const query: Record<string, string[]> = Object.create(null);
  try {
    for (const pair of rawQuery.split('&')) {
      if (pair === '') continue;
      const at = pair.indexOf('=');
      const key = decodeURIComponent(at < 0 ? pair : pair.slice(0, at));
      query[key] = [...(query[key] ?? []), at < 0 ? '' : decodeURIComponent(pair.slice(at + 1))];
    }
  } catch {
    return undefined;
  }
  return query;
}

function sameSignature(expected: string, sent: string): boolean {
  return expected.length === sent.length && timingSafeEqual(Buffer.from(expected), Buffer.from(sent));
}

/** The signer's hash interface over Node's own SHA-256: several times faster than the pure JavaScript one. */
class NativeSha256 {
  private hash: Hash | Hmac;

  constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = this.start();
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = this.start();
  }

  private start(): Hash | Hmac {
    const { secret } = this;
    if (secret === undefined) return createHash('sha256');
    return createHmac(
      'sha256',
      secret instanceof ArrayBuffer ? new Uint8Array(secret) : (secret as string | Uint8Array),
    );
  }
}
