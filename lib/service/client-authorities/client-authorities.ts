import { type ClientAuthority, issuedSubject, type NewClientAuthority } from '@/lib/model';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import type { CertificateTools } from '../certificates/certificates';
import { read, type ServiceDeps, write } from '../deps';
import { ServiceError } from '../errors';
import { authorityKeyPurpose, authorityShelf, type StoredAuthority } from './shelf';

/** What authorities are read and made with; lib/identity has it. */
export interface ClientAuthorityTools
  extends Pick<CertificateTools, 'inspectChain' | 'createAuthority' | 'issueKeyPair'> {
  /** Undefined for a request that cannot be read or does not prove its key. */
  issueForRequest(
    authority: { certificate: string; privateKey: string },
    request: string,
    wishes: Parameters<CertificateTools['issueKeyPair']>[1],
  ): Promise<string | undefined>;
}

/** What is wanted of a certificate that our authority issues for a credential. */
export interface IssueWishes {
  credentialId: string;
  notAfter: number;
  request?: string | undefined;
}

/**
 * Authorities whose client certificates proxies may show, beside those of MESHKEEP_XDS_CLIENT_CA: our own, of which the
 * newest issues and the earlier ones are trusted until they are retired, and imported ones. Administrators change them.
 */
export interface ClientAuthorities {
  list(caller: Caller): Promise<ClientAuthority[]>;
  /** Throws `bad-request` for what is no authority. */
  add(caller: Caller, wanted: NewClientAuthority): Promise<ClientAuthority>;
  /** Trusts it no longer: proxies that showed its certificates are cut off. Throws `not-found`. */
  retire(caller: Caller, id: string): Promise<void>;
  /** By our newest one, which is made when there is none. Throws `bad-request` for a request of no use. */
  issue(caller: Caller, wishes: IssueWishes): Promise<{ certificate: string; privateKey?: string }>;
  /** Trusted now, PEM: all of them, and our own. The same object until something changes. */
  trusted(): { all: readonly string[]; own: readonly string[] };
  onChange(listener: () => void): void;
}

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'cipher'> & { tools: ClientAuthorityTools };

const DAY_MS = 24 * 3600 * 1000;
const AUTHORITY_DAYS = 3650;
/** Clocks of proxies may be behind ours by this. */
const LEEWAY_MS = 3600 * 1000;
const MOST = 50;

/** Reads them, and binds the use cases. */
export async function createClientAuthorities(deps: Deps): Promise<ClientAuthorities> {
  const listeners: (() => void)[] = [];
  let trusted = trustedOf(await read(deps, authorityShelf.read));
  const change = async (edit: (all: StoredAuthority[]) => StoredAuthority[]) => {
    const all = await write(deps, async (tx) => {
      const next = edit(await authorityShelf.read(tx));
      await authorityShelf.write(tx, next);
      return next;
    });
    trusted = trustedOf(all);
    for (const listener of listeners) listener();
    return all;
  };
  const add = async (made: StoredAuthority) =>
    change((all) => {
      if (all.some(({ certificate }) => certificate === made.certificate))
        throw new ServiceError('bad-request', 'This authority is trusted already.');
      if (all.length >= MOST) throw new ServiceError('limit-exceeded', `No more than ${MOST} authorities are kept.`);
      return [made, ...all];
    });
  return {
    trusted: () => trusted,
    onChange: (listener) => void listeners.push(listener),
    async list(caller) {
      authorize(caller, 'read');
      return viewsOf(await read(deps, authorityShelf.read));
    },
    async add(caller, wanted) {
      authorize(caller, 'administer');
      const made =
        'create' in wanted ? await makeOwn(deps, caller) : importOne(deps, caller, wanted.import.certificate);
      const found = viewsOf(await add(made)).find(({ id }) => id === made.id);
      if (!found) throw new ServiceError('not-found', 'It was retired at once.');
      return found;
    },
    async retire(caller, id) {
      authorize(caller, 'administer');
      await change((all) => {
        if (!all.some((one) => one.id === id)) throw new ServiceError('not-found', `There is no authority ${id}.`);
        return all.filter((one) => one.id !== id);
      });
    },
    async issue(caller, wishes) {
      authorize(caller, 'administer');
      let issuer = (await read(deps, authorityShelf.read)).find(canIssue);
      if (!issuer) {
        issuer = await makeOwn(deps, caller);
        await add(issuer);
      }
      return issueBy(deps, issuer, wishes);
    },
  };
}

const canIssue = ({ sealedKey }: StoredAuthority) => sealedKey !== undefined;

function trustedOf(all: readonly StoredAuthority[]) {
  const own = all.filter(({ isOwn }) => isOwn);
  return { all: all.map(({ certificate }) => certificate), own: own.map(({ certificate }) => certificate) };
}

function viewsOf(all: readonly StoredAuthority[]): ClientAuthority[] {
  const issuer = all.find(canIssue);
  return all.map(({ isOwn, sealedKey: _, ...shown }) => ({
    ...shown,
    state: !isOwn ? 'imported' : shown.id === issuer?.id ? 'issuing' : 'trusted',
  }));
}

async function makeOwn(deps: Deps, caller: Caller): Promise<StoredAuthority> {
  const id = deps.random.uuid();
  const now = deps.clock.now();
  const made = await deps.tools.createAuthority(`Meshkeep proxies ${id.slice(0, 8)}`, {
    notBefore: now - LEEWAY_MS,
    notAfter: now + AUTHORITY_DAYS * DAY_MS,
  });
  const sealedKey = deps.cipher.seal(made.privateKey, authorityKeyPurpose(id));
  return { ...factsOf(deps, caller, made.certificate), id, isOwn: true, sealedKey };
}

function importOne(deps: Deps, caller: Caller, certificate: string): StoredAuthority {
  return { ...factsOf(deps, caller, certificate), id: deps.random.uuid(), isOwn: false };
}

function factsOf({ tools, clock }: Deps, caller: Caller, certificate: string) {
  const found = tools.inspectChain(certificate);
  if ('problem' in found) throw new ServiceError('bad-request', `body.import.certificate: ${found.problem}`);
  const [authority, ...more] = found.authorities;
  if (authority === undefined || more.length > 0 || authority.trim() !== found.pem.trim()) {
    throw new ServiceError('bad-request', 'body.import.certificate: must be one certificate, of an authority');
  }
  const { subject, notAfter, pem } = found;
  return { subject, notAfter, addedAt: Math.floor(clock.now()), addedBy: caller.writer.who, certificate: pem };
}

async function issueBy(
  { tools, cipher, clock }: Deps,
  { id, certificate, sealedKey = '', notAfter: end }: StoredAuthority,
  { credentialId, notAfter, request }: IssueWishes,
): Promise<{ certificate: string; privateKey?: string }> {
  const privateKey = cipher.open(sealedKey, authorityKeyPurpose(id));
  if (privateKey === undefined) throw new ServiceError('bad-request', 'The authority cannot be used: make a new one.');
  if (notAfter > end) throw new ServiceError('bad-request', 'The authority ends before: make a new one.');
  const wishes = {
    notBefore: clock.now() - LEEWAY_MS,
    notAfter,
    commonName: `proxy ${credentialId.slice(0, 8)}`,
    names: [issuedSubject(credentialId)],
    usages: ['client' as const],
  };
  const authority = { certificate, privateKey };
  if (request === undefined) return tools.issueKeyPair(authority, wishes);
  const issued = await tools.issueForRequest(authority, request, wishes);
  if (issued === undefined) {
    throw new ServiceError(
      'bad-request',
      'body.issue.request: no signing request (PKCS #10, PEM) with a good signature',
    );
  }
  return { certificate: issued };
}
