/** Certificates for tests: an authority and what it signed, as files. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CertifiedKey, createAuthority, issueKeyPair } from '@/lib/identity';

const DAY_MS = 24 * 3600 * 1000;
export const span = (now = Date.now()) => ({ notBefore: now - DAY_MS, notAfter: now + DAY_MS });

export interface ServerFiles {
  authority: CertifiedKey;
  ca: string;
  cert: string;
  key: string;
  /** The settings of a control plane that uses them. */
  settings: { MESHKEEP_TLS_CERT: string; MESHKEEP_TLS_KEY: string };
  /** Puts a new key and certificate in their place, as a tool that renews certificates does. */
  renew(): Promise<void>;
}

/** Name that the server's certificate is for, beside its address. */
export const SERVER_NAME = 'meshkeep.test';

/** A server's certificate for 127.0.0.1 and SERVER_NAME, and its authority. */
export async function serverFiles(directory: string): Promise<ServerFiles> {
  const authority = await createAuthority('an authority for tests', span());
  const at = (name: string) => path.join(directory, name);
  const files = { ca: at('ca.pem'), cert: at('server.pem'), key: at('server-key.pem') };
  const renew = async () => {
    const names = ['127.0.0.1', SERVER_NAME];
    const issued = await issueKeyPair(authority, { ...span(), commonName: SERVER_NAME, names, usages: ['server'] });
    for (const [file, text] of [[files.key, issued.privateKey] as const, [files.cert, issued.certificate] as const]) {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    }
  };
  writeFileSync(files.ca, authority.certificate);
  await renew();
  const settings = { MESHKEEP_TLS_CERT: files.cert, MESHKEEP_TLS_KEY: files.key };
  return { authority, ...files, settings, renew };
}
