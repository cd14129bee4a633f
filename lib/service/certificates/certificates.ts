import type { ApiCertificate, CertificateDirectory, NewCertificate } from '@/lib/model';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, type ServiceDeps, write } from '../deps';
import { ServiceError } from '../errors';
import { directoryOf } from './directory';
import { certificateShelf, openCertificate, privateKeyPurpose, type StoredCertificate } from './shelf';

/** What certificates are read and made with; lib/identity has it. */
export interface CertificateTools {
  inspectChain(pem: string): InspectedPem | { problem: string };
  keyProblem(pem: string, privateKey: string): string | undefined;
  createAuthority(commonName: string, validity: Validity): Promise<MadeCertificate>;
  issueKeyPair(authority: MadeCertificate, wishes: LeafWishes): Promise<MadeCertificate>;
}

interface InspectedPem {
  names: readonly string[];
  subject: string;
  issuer: string;
  notBefore: number;
  notAfter: number;
  authorities: readonly string[];
  pem: string;
}

interface MadeCertificate {
  certificate: string;
  privateKey: string;
}

interface Validity {
  notBefore: number;
  notAfter: number;
}

interface LeafWishes extends Validity {
  commonName: string;
  names: readonly string[];
  usages: readonly ('client' | 'server')[];
}

/**
 * Certificates and authorities for TLS between proxies, in place of ACM's. Administrators change them; private keys are
 * sealed in the store and never shown.
 */
export interface Certificates {
  /** What ends first comes first. */
  list(caller: Caller): Promise<ApiCertificate[]>;
  /** Throws `bad-request` with the reason where a certificate or key is not usable. */
  add(caller: Caller, wanted: NewCertificate): Promise<ApiCertificate>;
  /** Throws `not-found` for what is not held. */
  remove(caller: Caller, arn: string): Promise<void>;
  /** What is held now: the same object until it changes. */
  directory(): CertificateDirectory;
  onChange(listener: () => void): void;
}

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'cipher'> & { tools: CertificateTools };

const DAY_MS = 24 * 3600 * 1000;
const AUTHORITY_DAYS = 3650;
/** Clocks of proxies may be behind ours by this. */
const LEEWAY_MS = 3600 * 1000;
const MOST = 1000;

/** Reads what is held, and binds the use cases. */
export async function createCertificates(deps: Deps): Promise<Certificates> {
  const listeners: (() => void)[] = [];
  let directory = directoryOf(await read(deps, certificateShelf.read), deps.cipher);
  const change = async (edit: (shelf: StoredCertificate[]) => StoredCertificate[] | Promise<StoredCertificate[]>) => {
    const shelf = await write(deps, async (tx) => {
      const next = await edit(await certificateShelf.read(tx));
      await certificateShelf.write(tx, next);
      return next;
    });
    directory = directoryOf(shelf, deps.cipher);
    for (const listener of listeners) listener();
  };
  return {
    directory: () => directory,
    onChange: (listener) => void listeners.push(listener),
    async list(caller) {
      authorize(caller, 'read');
      const shelf = await read(deps, certificateShelf.read);
      return shelf.sort((a, b) => a.notAfter - b.notAfter || (a.arn < b.arn ? -1 : 1)).map((one) => toApi(deps, one));
    },
    async add(caller, wanted) {
      authorize(caller, 'administer');
      let added: StoredCertificate | undefined;
      await change(async (shelf) => {
        const made = await make(deps, caller, wanted, shelf);
        added = made.at(-1);
        const next = [...shelf.filter(({ arn }) => !made.some((one) => one.arn === arn)), ...made];
        if (next.length > MOST) throw new ServiceError('limit-exceeded', `no more than ${MOST} certificates are held`);
        return next;
      });
      if (!added) throw new ServiceError('bad-request', 'nothing was asked for');
      return toApi(deps, added);
    },
    async remove(caller, arn) {
      authorize(caller, 'administer');
      await change((shelf) => {
        if (!shelf.some((one) => one.arn === arn)) throw new ServiceError('not-found', `${arn} is not held here`);
        return shelf.filter((one) => one.arn !== arn);
      });
    },
  };
}

/** What is to be held, our own authority before the first certificate that it issues. */
async function make(
  deps: Deps,
  caller: Caller,
  wanted: NewCertificate,
  shelf: readonly StoredCertificate[],
): Promise<StoredCertificate[]> {
  if ('import' in wanted) {
    const { arn = certificateArn(deps, caller), certificate, privateKey } = wanted.import;
    return [keep(deps, caller, { kind: 'certificate', arn, certificate, privateKey })];
  }
  if ('trust' in wanted) {
    const { arn = authorityArn(caller, deps.random.uuid()), certificate } = wanted.trust;
    return [keep(deps, caller, { kind: 'authority', arn, certificate })];
  }
  return issue(deps, caller, wanted.issue, shelf);
}

async function issue(
  deps: Deps,
  caller: Caller,
  { arn = certificateArn(deps, caller), names, days }: Extract<NewCertificate, { issue: unknown }>['issue'],
  shelf: readonly StoredCertificate[],
): Promise<StoredCertificate[]> {
  const now = deps.clock.now();
  const validity = (validDays: number) => ({ notBefore: now - LEEWAY_MS, notAfter: now + validDays * DAY_MS });
  const ownArn = authorityArn(caller, 'meshkeep');
  const own = shelf.find((one) => one.arn === ownArn);
  const held = own && openCertificate(own, deps.cipher);
  if (own && !held) throw new ServiceError('bad-request', `${ownArn} has no private key here: remove it first`);
  const authority = held
    ? { certificate: held.chain, privateKey: held.privateKey }
    : await deps.tools.createAuthority('Meshkeep', validity(AUTHORITY_DAYS));
  const leaf = await deps.tools.issueKeyPair(authority, {
    ...validity(days),
    commonName: names[0]?.slice(0, 64) ?? '',
    names,
    usages: ['client', 'server'],
  });
  const certificate = leaf.certificate + authority.certificate;
  return [
    ...(own ? [] : [keep(deps, caller, { kind: 'authority', arn: ownArn, ...authority })]),
    keep(deps, caller, { kind: 'certificate', arn, certificate, privateKey: leaf.privateKey }),
  ];
}

interface Kept {
  kind: StoredCertificate['kind'];
  arn: string;
  certificate: string;
  privateKey?: string;
}

function keep({ tools, cipher, clock }: Deps, caller: Caller, kept: Kept): StoredCertificate {
  const place = kept.kind === 'authority' ? 'body.trust' : 'body.import';
  const read = tools.inspectChain(kept.certificate);
  if ('problem' in read) throw new ServiceError('bad-request', `${place}.certificate: ${read.problem}`);
  if (kept.kind === 'authority' && read.authorities.length === 0) {
    throw new ServiceError('bad-request', `${place}.certificate: is not one of an authority`);
  }
  const problem = kept.privateKey === undefined ? undefined : tools.keyProblem(read.pem, kept.privateKey);
  if (problem !== undefined) throw new ServiceError('bad-request', `${place}.privateKey: ${problem}`);
  const { arn, kind, privateKey } = kept;
  return {
    arn,
    kind,
    names: [...read.names],
    subject: read.subject,
    issuer: read.issuer,
    notAfter: read.notAfter,
    addedAt: Math.floor(clock.now()),
    addedBy: caller.writer.who,
    certificate: read.pem,
    // Without its authority a certificate is trusted for itself alone.
    authorities: read.authorities.join('') || read.pem,
    ...(privateKey !== undefined && { sealedKey: cipher.seal(privateKey, privateKeyPurpose(arn)) }),
  };
}

function certificateArn({ random }: Deps, { region, account }: Caller): string {
  return `arn:aws:acm:${region}:${account}:certificate/${random.uuid()}`;
}

function authorityArn({ region, account }: Caller, id: string): string {
  return `arn:aws:acm-pca:${region}:${account}:certificate-authority/${id}`;
}

/** The begin is read from the certificate itself: earlier versions did not store it. */
function toApi({ tools }: Deps, { sealedKey, authorities: _, ...stored }: StoredCertificate): ApiCertificate {
  const read = tools.inspectChain(stored.certificate);
  const notBefore = 'problem' in read ? stored.addedAt : read.notBefore;
  return { ...stored, notBefore, hasPrivateKey: sealedKey !== undefined };
}
