import { type IdentityFailure, identityFailure } from './failure';

/** What an `authorization` header of AWS Signature Version 4 says. */
export interface Authorization {
  accessKeyId: string;
  /** Credential scope: YYYYMMDD, region and signing name. */
  date: string;
  region: string;
  service: string;
  /** Lower case, in the order sent. */
  signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  signature: string;
}

const SCHEME = 'AWS4-HMAC-SHA256';
const incomplete = (message: string) => identityFailure('incomplete-signature', message);

/** Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`; a blank after the commas is optional. */
export function parseAuthorization(header: string | undefined): Authorization | IdentityFailure {
  if (!header) return identityFailure('missing-authentication', 'Missing Authentication Token');
  const [scheme, ...rest] = header.trim().split(/\s+/);
  if (scheme !== SCHEME) return incomplete(`Authorization header must use ${SCHEME}.`);
  const parts = new Map(rest.join('').split(',').map(splitPair));
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) {
    if (!parts.get(name)) return incomplete(`Authorization header requires '${name}' parameter.`);
  }
  return readParts(parts);
}

function splitPair(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function readParts(parts: Map<string, string>): Authorization | IdentityFailure {
  const scope = (parts.get('Credential') ?? '').split('/');
  const [terminator, service, region, date] = scope.slice(-4).reverse();
  // The key id itself may hold slashes; the scope is the last four parts.
  const accessKeyId = scope.slice(0, -4).join('/');
  if (!accessKeyId || !service || !region || !/^\d{8}$/.test(date ?? '') || terminator !== 'aws4_request') {
    return incomplete("Credential must have the form 'key/YYYYMMDD/region/service/aws4_request'.");
  }
  const signature = parts.get('Signature') ?? '';
  if (!/^[0-9a-f]{64}$/.test(signature)) return incomplete('Signature must be 64 hexadecimal digits.');
  const signedHeaders = (parts.get('SignedHeaders') ?? '').toLowerCase().split(';');
  return { accessKeyId, date: date ?? '', region, service, signedHeaders, signature };
}
