/** An authority with one server and one client certificate, for tests. */
import { createAuthority, issueKeyPair } from '@/lib/identity';

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
  const now = Date.now();
  const span = { notBefore: now - DAY_MS, notAfter: now + DAY_MS };
  const authority = await createAuthority('an authority for tests', span);
  const issue = async (usage: 'client' | 'server', subjects: readonly string[]): Promise<KeyAndCertificate> => {
    const wishes = { ...span, commonName: 'test', names: subjects, usages: [usage] };
    const { certificate, privateKey } = await issueKeyPair(authority, wishes);
    return { certificate, key: privateKey };
  };
  return {
    ca: authority.certificate,
    server: await issue('server', [names.server].flat()),
    client: await issue('client', [names.client]),
    issueClient: (uri) => issue('client', [uri]),
  };
}
