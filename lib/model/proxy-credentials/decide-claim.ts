import {
  type ConnectionRefusal,
  type CredentialRecord,
  credentialState,
  isIssuedHere,
  type ProvenIdentity,
} from './credential';
import { type ClaimedResource, coversResource, matches } from './resource-pattern';

/** May it, until when, and by which credential; or why not, with the gRPC code that App Mesh had for it. */
export type ClaimVerdict =
  | { ok: true; credential: CredentialRecord; until?: number }
  | { ok: false; code: 7 | 16; reason: ConnectionRefusal; message: string };

export interface ClaimContext {
  home: { account: string; region: string };
  /** ms since the epoch. */
  now: number;
}

/**
 * Whether somebody who proved this may stand for that resource. Only records of the same method and subject count; the
 * one that lasts longest decides until when. Without any it is 7; with none but ended ones 16; else 7.
 */
export function decideClaim(
  records: Iterable<CredentialRecord>,
  identity: ProvenIdentity,
  claim: ClaimedResource,
  { home, now }: ClaimContext,
): ClaimVerdict {
  const own = [...records].filter((record) => speaksOf(record, identity));
  if (own.length === 0) {
    return refuse(7, 'nothing-granted', `nothing is granted to ${identity.shown}: make a proxy credential for it`);
  }
  const live = own.filter((record) => credentialState(record, now) === 'active');
  if (live.length === 0) return ended(own, identity, now);
  const fitting = live.filter(({ resources }) => resources.some((pattern) => coversResource(pattern, claim, home)));
  const longest = fitting.sort((a, b) => endOf(b) - endOf(a))[0];
  const { mesh, resource } = claim;
  const claimed = `mesh/${mesh.mesh}/${resource.kind}/${resource.name}`;
  if (!longest) return refuse(7, 'other-resource', `${identity.shown} may not stand for ${claimed}`);
  const until = Math.min(endOf(longest), identity.expiresAt ?? Number.POSITIVE_INFINITY);
  return { ok: true, credential: longest, ...(Number.isFinite(until) && { until }) };
}

/** Whether a record is about whoever proved this. */
function speaksOf(record: CredentialRecord, { method, subjects }: ProvenIdentity): boolean {
  if (record.method !== method) return false;
  if (method === 'token') return subjects.includes(record.id);
  // A certificate that we issued is one credential's: no pattern meant for others' certificates covers it.
  return subjects.some((subject) =>
    isIssuedHere(subject) ? record.subject === subject : matches(record.subject, subject),
  );
}

function ended(own: readonly CredentialRecord[], { shown }: ProvenIdentity, now: number): ClaimVerdict {
  const revoked = own.every((record) => credentialState(record, now) === 'revoked');
  return refuse(16, revoked ? 'revoked' : 'expired', `${shown} ${revoked ? 'was revoked' : 'has expired'}`);
}

function refuse(code: 7 | 16, reason: ConnectionRefusal, message: string): ClaimVerdict {
  return { ok: false, code, reason, message };
}

const endOf = ({ expiresAt }: CredentialRecord): number => expiresAt ?? Number.POSITIVE_INFINITY;
