import type { CredentialRecord, Proof } from '@/lib/model';
import { proveByCertificate, type ShownCertificate } from './certificate';
import { ECS_TOKEN_PREFIX } from './ecs';
import { looksLikeJwt } from './kubernetes';
import { fitsTokenHash, type ReportTokens, readProxyToken } from './token';

/** What a proxy's call shows before its first message. */
export interface ShownCredentials {
  /** The `authorization` header. */
  authorization?: string | undefined;
  certificate?: ShownCertificate | undefined;
}

export interface ProxyAuthenticatorDeps {
  /** The record of a token by its id, ended ones too. */
  tokenRecord(id: string): Pick<CredentialRecord, 'name' | 'tokenHash' | 'method'> | undefined;
  /** Our own authorities for client certificates that are trusted now, PEM. */
  ownAuthorities(): readonly string[];
  reportTokens: ReportTokens;
  /** Absent: tokens of this kind cannot be checked here. */
  kubernetes?: ((token: string) => Promise<Proof>) | undefined;
  ecs?: ((token: string) => Promise<Proof>) | undefined;
  now(): number;
}

/**
 * Finds out who a proxy is. A bearer token counts before a certificate. Undefined when nothing was shown that is meant
 * for us: a SigV4 signature, which AWS's image always sends, is AWS's to check.
 */
export type ProxyAuthenticator = (shown: ShownCredentials) => Proof | undefined | Promise<Proof>;

export function createProxyAuthenticator(deps: ProxyAuthenticatorDeps): ProxyAuthenticator {
  return ({ authorization, certificate }) => {
    const bearer = /^bearer\s+(.*)$/i.exec(authorization ?? '')?.[1]?.trim();
    if (bearer !== undefined) return byToken(deps, bearer);
    return certificate && proveByCertificate(certificate, deps.ownAuthorities(), deps.now());
  };
}

function byToken(deps: ProxyAuthenticatorDeps, token: string): Proof | Promise<Proof> {
  if (token.startsWith('mkpt_')) return byOwnToken(deps, token);
  if (token.startsWith('mkrt_')) return byReportToken(deps, token);
  if (token.startsWith(ECS_TOKEN_PREFIX)) return deps.ecs?.(token) ?? notHere('presigned AWS requests');
  if (looksLikeJwt(token)) return deps.kubernetes?.(token) ?? notHere('Kubernetes tokens');
  return refuse('bad-credential', 'the bearer token is of no kind that is known here', 'an unknown token');
}

function byOwnToken(deps: ProxyAuthenticatorDeps, token: string): Proof {
  const parts = readProxyToken(token);
  const record = parts && deps.tokenRecord(parts.id);
  if (!parts || record?.method !== 'token' || !fitsTokenHash(parts.secret, record.tokenHash)) {
    return refuse('bad-credential', 'the bearer token is not valid', 'an invalid token');
  }
  return { ok: true, identity: { method: 'token', subjects: [parts.id], shown: record.name } };
}

function byReportToken({ reportTokens }: ProxyAuthenticatorDeps, token: string): Proof {
  const resource = reportTokens.read(token);
  const shown = 'a report token';
  if (resource === undefined) return refuse('bad-credential', 'the report token is not valid', shown);
  return { ok: true, identity: { method: 'report', subjects: [resource], shown } };
}

function notHere(what: string): Proof {
  return refuse('not-checkable', `${what} are not set up here`, 'a bearer token');
}

function refuse(reason: 'bad-credential' | 'not-checkable', message: string, shown: string): Proof {
  return { ok: false, reason, message, shown };
}
