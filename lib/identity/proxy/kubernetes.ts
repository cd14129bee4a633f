import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { Proof } from '@/lib/model';

/** Asks an API server about a token; lib/runtime makes the call. Rejects when it cannot be asked. */
export type ReviewToken = (token: string, audience: string) => Promise<unknown>;

export interface KubernetesOptions {
  /** Who the token must have been made for: `audience` of the projected volume. */
  audience: string;
  review: ReviewToken;
  now(): number;
}

/** Kept answers: so that a thousand proxies that come back do not ask a thousand times each. */
const KEPT_MS = 30_000;
const MOST_KEPT = 5000;

/** Whether a bearer token has the form of a service-account token (a JWT). */
export function looksLikeJwt(token: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
}

/** Proves by TokenReview (authentication.k8s.io/v1): who, from the API server; until when, from the token itself. */
export function createKubernetesProver({ audience, review, now }: KubernetesOptions) {
  const kept = new Map<string, { at: number; proof: Promise<Proof> }>();
  return (token: string): Promise<Proof> => {
    const key = createHash('sha256').update(token).digest('base64url');
    const known = kept.get(key);
    if (known && now() - known.at < KEPT_MS) return known.proof.then((proof) => stillValid(proof, now()));
    kept.delete(key);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    const proof = prove(token, audience, review);
    kept.set(key, { at: now(), proof });
    // What could not be asked is asked again.
    void proof.then((result) => !result.ok && result.reason === 'not-checkable' && kept.delete(key));
    return proof.then((result) => stillValid(result, now()));
  };
}

function stillValid(proof: Proof, now: number): Proof {
  if (!proof.ok || proof.identity.expiresAt === undefined || proof.identity.expiresAt > now) return proof;
  return refuse('expired', `the token of ${proof.identity.shown} has expired`);
}

async function prove(token: string, audience: string, review: ReviewToken): Promise<Proof> {
  let answer: unknown;
  try {
    answer = await review(token, audience);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return refuse('not-checkable', `the Kubernetes API server cannot be asked about the token: ${words}`);
  }
  return readReview(answer, token, audience);
}

function readReview(answer: unknown, token: string, audience: string): Proof {
  const status = member(answer, 'status');
  if (member(status, 'authenticated') !== true) {
    const why = member(status, 'error');
    const expired = typeof why === 'string' && /expired/i.test(why);
    const words = typeof why === 'string' && why ? `: ${why}` : '';
    return refuse(expired ? 'expired' : 'bad-credential', `the API server does not know the token${words}`);
  }
  const audiences = member(status, 'audiences');
  if (!Array.isArray(audiences) || !audiences.includes(audience)) {
    return refuse('bad-credential', `the token was not made for the audience ${audience}`);
  }
  const username = member(member(status, 'user'), 'username');
  const [, namespace, account] = /^system:serviceaccount:([^:/]+):([^:/]+)$/.exec(String(username)) ?? [];
  if (!namespace || !account) return refuse('bad-credential', 'the token is not that of a service account');
  const shown = `${namespace}/${account}`;
  const expiresAt = expiryOf(token);
  const identity = { method: 'kubernetes' as const, subjects: [shown], shown };
  return { ok: true, identity: { ...identity, ...(expiresAt !== undefined && { expiresAt }) } };
}

/** The API server vouched for the token: its own words count. */
function expiryOf(token: string): number | undefined {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? undefined : exp * 1000;
  } catch {
    // Not readable as a JWT although it looked like one: the server's verdict stands, without an end.
    return undefined;
  }
}

function refuse(reason: 'expired' | 'bad-credential' | 'not-checkable', message: string): Proof {
  return { ok: false, reason, message, shown: 'a Kubernetes token' };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
