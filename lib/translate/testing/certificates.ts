/** An authority and certificates by it, in files. For tests. */
import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 24 * 3600 * 1000;

/** Paths of a certificate and its key, with their text. */
export interface TestCertificate {
  chain: string;
  key: string;
  chainPem: string;
  keyPem: string;
}

export class TestAuthority {
  /** Path of the authority's own certificate. */
  readonly path: string;

  private constructor(
    readonly directory: string,
    private readonly certificate: X509Certificate,
    private readonly keys: CryptoKeyPair,
  ) {
    this.path = join(directory, 'ca.pem');
  }

  get pem(): string {
    return this.certificate.toString('pem');
  }

  static async create(): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      ...validity(),
      name: 'CN=a test',
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    });
    const directory = await mkdtemp(join(tmpdir(), 'meshkeep-certificates-'));
    const authority = new TestAuthority(directory, certificate, keys);
    await writeFile(authority.path, authority.pem);
    return authority;
  }

  /** A certificate for these DNS names and URIs, in files of this name. */
  async issue(file: string, ...names: string[]): Promise<TestCertificate> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      ...validity(),
      subject: `CN=${file}`,
      issuer: this.certificate.subject,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: value.includes('://') ? ('url' as const) : ('dns' as const), value })),
        ),
      ],
    });
    const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    const made = {
      chain: join(this.directory, `${file}.pem`),
      key: join(this.directory, `${file}.key`),
      chainPem: certificate.toString('pem'),
      keyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`,
    };
    await writeFile(made.chain, made.chainPem);
    await writeFile(made.key, made.keyPem);
    return made;
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity() {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) };
}
