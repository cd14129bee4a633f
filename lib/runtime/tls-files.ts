import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Logger } from '@/lib/util';
import { StartError } from './listen-error';

/** Where certificate, key and, if any, authorities of proxies lie, as PEM. */
export interface TlsPaths {
  cert: string;
  key: string;
  clientCa?: string;
}

/** What was read from there. */
export interface TlsFiles {
  /** The server's certificate, followed by those between it and its authority. */
  cert: string;
  key: string;
  /** Certificates of the imported authorities; empty without MESHKEEP_XDS_CLIENT_CA. */
  clientAuthorities: readonly string[];
}

const SETTINGS = { cert: 'MESHKEEP_TLS_CERT', key: 'MESHKEEP_TLS_KEY', clientCa: 'MESHKEEP_XDS_CLIENT_CA' } as const;

/** Reads and checks them. Throws StartError that names file and setting. */
export function readTlsFiles(paths: TlsPaths): TlsFiles {
  const cert = readPem(paths.cert, SETTINGS.cert);
  const key = readPem(paths.key, SETTINGS.key);
  const leaf = checked(SETTINGS.cert, paths.cert, 'no certificate in PEM form', () => new X509Certificate(cert));
  const privateKey = checked(SETTINGS.key, paths.key, 'no private key in PEM form', () => createPrivateKey(key));
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new StartError(
      `The key in ${paths.key} (${SETTINGS.key}) is not that of the certificate in ${paths.cert} (${SETTINGS.cert}).`,
    );
  }
  checked(SETTINGS.cert, paths.cert, 'nothing that TLS can use', () => createSecureContext({ cert, key }));
  return { cert, key, clientAuthorities: paths.clientCa === undefined ? [] : readAuthorities(paths.clientCa) };
}

function readAuthorities(file: string): string[] {
  const all = certificatesIn(readPem(file, SETTINGS.clientCa));
  if (all.length === 0) throw new StartError(`${file} (${SETTINGS.clientCa}) holds no certificate in PEM form.`);
  for (const one of all) {
    const ca = checked(SETTINGS.clientCa, file, 'a certificate that is broken', () => new X509Certificate(one));
    if (!ca.ca) {
      const who = ca.subject.replaceAll('\n', ', ') || 'without a subject';
      throw new StartError(`${file} (${SETTINGS.clientCa}) holds a certificate that is no authority: ${who}.`);
    }
  }
  return all;
}

/** SHA-256 of a certificate's public key (SPKI), base64: how Envoy's `verify_certificate_spki` knows a server. */
export function keyHash(cert: string): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}

/** Cuts a PEM file into its certificates. */
export function certificatesIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function readPem(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} cannot be read: ${words}. It is set by ${setting}.`, error);
  }
}

function checked<T>(setting: string, file: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} (${setting}) holds ${what}: ${words}.`, error);
  }
}

const LOOK_EVERY_MS = 1000;

/**
 * Looks once a second whether the files are others, and hands them on when all of them are good. Looking at times and
 * sizes works with every way to replace a file: writing, renaming, and the links of mounted secrets. Half-written or
 * wrong files are told once and change nothing. Returns what ends it.
 */
export function watchTlsFiles(paths: TlsPaths, logger: Logger, onChange: (files: TlsFiles) => void): () => void {
  let seen = stampOf(paths);
  const look = () => {
    const stamp = stampOf(paths);
    if (stamp === seen) return;
    seen = stamp;
    try {
      onChange(readTlsFiles(paths));
      logger.info('the TLS certificate was read again', { cert: paths.cert });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      logger.error('the changed TLS files cannot be used, the former ones stay', { why });
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

function stampOf({ cert, key, clientCa }: TlsPaths): string {
  return [cert, key, ...(clientCa === undefined ? [] : [clientCa])].map(stampOfFile).join(' ');
}

function stampOfFile(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.ino}/${found.size}/${found.mtimeMs}` : 'missing';
}
