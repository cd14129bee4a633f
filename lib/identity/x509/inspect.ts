import { createPrivateKey, X509Certificate } from 'node:crypto';

/** What a certificate says, of which PEM may hold several: the first, and those that it leads to. */
export interface InspectedChain {
  /** DNS names and URIs of the first. */
  names: readonly string[];
  subject: string;
  issuer: string;
  /** Of the one that begins last and of the one that ends first, ms since the epoch. */
  notBefore: number;
  notAfter: number;
  /** Every certificate of an authority in it, in PEM. */
  authorities: readonly string[];
  /** The whole, written anew: nothing but certificates. */
  pem: string;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads certificates in PEM; the reason where that cannot be done. */
export function inspectChain(pem: string): InspectedChain | { problem: string } {
  const blocks = pem.match(BLOCK) ?? [];
  if (blocks.length === 0) return { problem: 'holds no certificate in PEM' };
  const certificates: X509Certificate[] = [];
  for (const block of blocks) {
    const read = readCertificate(block);
    if (!read) return { problem: `certificate ${certificates.length + 1} of ${blocks.length} cannot be read` };
    certificates.push(read);
  }
  const [first] = certificates;
  if (!first) return { problem: 'holds no certificate in PEM' };
  return {
    names: namesOf(first),
    subject: oneLine(first.subject),
    issuer: oneLine(first.issuer),
    notBefore: Math.max(...certificates.map(({ validFrom }) => Date.parse(validFrom))),
    notAfter: Math.min(...certificates.map(({ validTo }) => Date.parse(validTo))),
    authorities: certificates.filter(({ ca }) => ca).map((one) => one.toString()),
    pem: certificates.map((one) => one.toString()).join(''),
  };
}

/** Whether a private key, in PEM and without password, belongs to the first certificate; the reason where it does not. */
export function keyProblem(pem: string, privateKey: string): string | undefined {
  try {
    const fits = new X509Certificate(pem).checkPrivateKey(createPrivateKey(privateKey));
    return fits ? undefined : 'does not belong to the certificate';
  } catch {
    // Node's own text could hold parts of the key.
    return 'is no private key in PEM, or has a password';
  }
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:^|, )(?:DNS|URI):([^,"]+)/g)].flatMap(([, name]) => name ?? []);
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
