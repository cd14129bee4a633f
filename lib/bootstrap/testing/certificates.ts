/** An authority with one server and one client certificate, for tests. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  type GeneralNameType,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface KeyAndCertificate {
  certificate: string;
  key: string;
}

/** PEM texts. `server` are DNS names or addresses, `client` is a URI. */
export interface Certificates {
  ca: string;
  server: KeyAndCertificate;
  client: KeyAndCertificate;
  /** One more client of the same authority. */
  issueClient(uri: string): Promise<KeyAndCertificate>;
}

export async function makeCertificates(names: {
  server: string | readonly string[];
  client: string;
}): Promise<Certificates> {
  const crypto = webcrypto as Crypto;
  cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const now = Date.now();
  const validity = { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) };
  const ca = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=test authority',
    keys,
    ...validity,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const issue = async (subjects: { type: GeneralNameType; value: string }[]): Promise<KeyAndCertificate> => {
    const own = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate: X509Certificate = await X509CertificateGenerator.create({
      subject: 'CN=test',
      issuer: ca.subject,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      ...validity,
      signingAlgorithm: ALGORITHM,
      extensions: [new SubjectAlternativeNameExtension(subjects)],
    });
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64');
    const key = `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n').trimEnd()}\n-----END PRIVATE KEY-----\n`;
    return { certificate: `${certificate.toString('pem')}\n`, key };
  };
  const client = (value: string) => issue([{ type: 'url', value }]);
  const servers = [names.server].flat().map((value) => {
    return { type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value };
  });
  return {
    ca: `${ca.toString('pem')}\n`,
    server: await issue(servers),
    client: await client(names.client),
    issueClient: client,
  };
}
