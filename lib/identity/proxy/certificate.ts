import type { X509Certificate } from 'node:crypto';
import { isIssuedHere, type Proof } from '@/lib/model';
import { isIssuedBy } from '../x509/authority';

/** A client certificate that TLS has looked at. */
export interface ShownCertificate {
  leaf: X509Certificate;
  /** OpenSSL's word for what is wrong with it; undefined when one of the trusted authorities stands for it. */
  problem?: string;
}

/**
 * What a certificate proves: its URI and DNS names, vouched for by an authority that is trusted here. Names of the form
 * that we give to certificates of our own authority count from that authority alone: an imported one, which is somebody
 * else's, cannot make them.
 */
export function proveByCertificate(
  { leaf, problem }: ShownCertificate,
  ownAuthorities: readonly string[],
  now: number,
): Proof {
  const isOwn = ownAuthorities.some((authority) => isIssuedBy(leaf, authority));
  const subjects = namesOf(leaf).filter((name) => isIssuedHere(name) === isOwn);
  const shown = subjects[0] ?? leaf.subject.replaceAll('\n', ', ');
  const expired = leaf.validToDate.getTime() <= now || problem === 'CERT_HAS_EXPIRED';
  if (expired) return refuse('expired', `the client certificate of ${shown} has expired`, shown);
  if (problem !== undefined) {
    return refuse('untrusted-certificate', `the client certificate of ${shown} is not trusted: ${problem}`, shown);
  }
  if (leaf.validFromDate.getTime() > now) {
    return refuse('untrusted-certificate', `the client certificate of ${shown} is not valid yet`, shown);
  }
  if (subjects.length === 0) {
    return refuse('bad-credential', 'the client certificate has neither a URI nor a DNS name', shown);
  }
  const expiresAt = leaf.validToDate.getTime();
  return { ok: true, identity: { method: 'certificate', subjects, shown, expiresAt } };
}

/**
 * URI and DNS names. Node writes them as `URI:spiffe://a/b, DNS:c`; a name with a comma or quote is written as JSON,
 * and is none that we could tell apart, so it does not count.
 */
function namesOf(leaf: X509Certificate): string[] {
  const text = leaf.subjectAltName ?? '';
  if (text.includes('"')) return [];
  return text.split(', ').flatMap((part) => /^(?:URI|DNS):(.+)$/.exec(part)?.[1] ?? []);
}

function refuse(reason: 'expired' | 'untrusted-certificate' | 'bad-credential', message: string, shown: string): Proof {
  return { ok: false, reason, message, shown };
}
