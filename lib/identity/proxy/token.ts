import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** First part of a token: so that it is told from others, also by scanners for leaked secrets. */
const PREFIX = 'mkpt';
const SECRET_BYTES = 32;

/** A new token for a credential: `mkpt_<id>_<secret>`. Only its hash is kept. */
export function newProxyToken(id: string): { token: string; hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { token: `${PREFIX}_${id}_${secret}`, hash: hashOf(secret) };
}

/** The parts of a text that has the form of a token. */
export function readProxyToken(text: string): { id: string; secret: string } | undefined {
  const [, id, secret] = /^mkpt_([0-9a-z-]{1,64})_([A-Za-z0-9_-]{20,128})$/.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}

/** Whether the secret of a token has this hash. SHA-256 will do: the secret is random, nobody can try all. */
export function fitsTokenHash(secret: string, hash: string | undefined): boolean {
  const [given, kept] = [Buffer.from(hashOf(secret)), Buffer.from(hash ?? '')];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Tokens that we put into a proxy's own configuration, for its access logs: see docs/adr/0018. */
export interface ReportTokens {
  /** `resource` as text; the same text gives the same token, so that configurations stay the same. */
  make(resource: string): string;
  /** The resource that a token is for; undefined when it is none of ours. */
  read(token: string): string | undefined;
}

/** Makes them of MESHKEEP_SECRET. */
export function createReportTokens(secret: string): ReportTokens {
  const key = createHmac('sha256', secret).update('meshkeep report token v1').digest();
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    make(resource) {
      const text = Buffer.from(resource).toString('base64url');
      return `mkrt_${text}.${mac(text)}`;
    },
    read(token) {
      const [, text, given] = /^mkrt_([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
      if (!text || !given || !timingSafeEqual(Buffer.from(given), Buffer.from(mac(text)))) return undefined;
      return Buffer.from(text, 'base64url').toString();
    },
  };
}
