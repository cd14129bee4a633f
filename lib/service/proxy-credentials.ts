import {
  type CredentialInput,
  type CredentialList,
  type CredentialMade,
  type CredentialMethod,
  type CredentialRecord,
  type CredentialView,
  credentialState,
  isIssuedHere,
  issuedSubject,
  resourcePatternProblem,
} from '@/lib/model';
import { authorize } from './authorize';
import type { Caller } from './caller';
import type { ClientAuthorities } from './client-authorities';
import { read, type ServiceDeps, write } from './deps';
import { ServiceError } from './errors';

/** Credentials by which proxies prove who they are: everybody may see them, administrators make and revoke them. */
export interface ProxyCredentials {
  list(caller: Caller): Promise<CredentialList>;
  /** Answers a token's text, once. */
  create(caller: Caller, input: CredentialInput): Promise<CredentialMade>;
  /** Ends it at once, for streams that are open too. It stays in the list. */
  revoke(caller: Caller, id: string): Promise<CredentialView>;
}

export interface ProxyCredentialsDeps extends Pick<ServiceDeps, 'store' | 'clock' | 'random'> {
  newToken(id: string): { token: string; hash: string };
  /** Has our own authority issue a certificate for a credential. */
  issue: ClientAuthorities['issue'];
  /** Methods that can be checked here. */
  methods: readonly CredentialMethod[];
  required: boolean;
  lastUse(id: string): { at: number; from: string } | undefined;
}

/** Credentials of one account and region that are kept at most, ended ones included. */
const MOST_CREDENTIALS = 5000;
const DAY_MS = 24 * 3600 * 1000;

/** Binds the use cases. */
export function createProxyCredentials(deps: ProxyCredentialsDeps): ProxyCredentials {
  const view = (record: CredentialRecord) => viewOf(record, deps);
  return {
    async list(caller) {
      authorize(caller, 'read');
      const records = await read(deps, (tx) => tx.proxyCredentials());
      const credentials = records.filter((record) => isOf(caller, record)).sort((a, b) => b.createdAt - a.createdAt);
      return { credentials: credentials.map(view), required: deps.required, methods: [...deps.methods] };
    },
    async create(caller, input) {
      authorize(caller, 'administer');
      checkInput(input, deps);
      const { token, record } = recordOf(caller, input, deps);
      const issued = input.issue && (await issueFor(caller, record, input.issue.request, deps));
      await write(deps, async (tx) => {
        const known = (await tx.proxyCredentials()).filter((other) => isOf(caller, other));
        if (known.length >= MOST_CREDENTIALS)
          throw new ServiceError('limit-exceeded', `There are ${known.length} proxy credentials; no more are kept.`);
        await tx.putProxyCredential(record);
      });
      return { credential: view(record), ...(token !== undefined && { token }), ...issued };
    },
    revoke: (caller, id) => revoke(deps, caller, id).then(view),
  };
}

/** A certificate says who shows it by the credential's id, and ends with it. */
function issueFor(
  caller: Caller,
  { id: credentialId, expiresAt: notAfter }: CredentialRecord,
  request: string | undefined,
  { issue }: ProxyCredentialsDeps,
) {
  if (notAfter === undefined) throw new ServiceError('bad-request', 'body.issue: has no end');
  return issue(caller, { credentialId, notAfter, request });
}

async function revoke(deps: ProxyCredentialsDeps, caller: Caller, id: string): Promise<CredentialRecord> {
  authorize(caller, 'administer');
  return write(deps, async (tx) => {
    const found = (await tx.proxyCredentials()).find((record) => record.id === id && isOf(caller, record));
    if (!found) throw new ServiceError('not-found', `There is no proxy credential with id ${id}.`);
    if (found.revokedAt !== undefined) return found;
    const revoked = { ...found, revokedAt: deps.clock.now(), revokedBy: caller.writer.who };
    await tx.putProxyCredential(revoked);
    return revoked;
  });
}

const isOf = (caller: Caller, { account, region }: CredentialRecord) =>
  account === caller.account && region === caller.region;

function checkInput(input: CredentialInput, { methods, clock }: ProxyCredentialsDeps): void {
  const { method, subject, resources, expiresAt, issue } = input;
  const refuse = (message: string): never => {
    throw new ServiceError('bad-request', message);
  };
  if (!methods.includes(method)) refuse(`body.method: ${method} is not set up on this control plane`);
  if (issue && (method !== 'certificate' || subject !== undefined || expiresAt !== undefined)) {
    refuse('body.issue: is for certificates, without a subject and an end of their own');
  }
  if (!issue && (method === 'token') !== (subject === undefined)) {
    refuse(method === 'token' ? 'body.subject: a token has none' : 'body.subject: is needed');
  }
  const problem = subject === undefined ? undefined : subjectProblem(method, subject);
  if (problem) refuse(`body.subject: ${problem}`);
  for (const pattern of resources) {
    const wrong = resourcePatternProblem(pattern);
    if (wrong) refuse(`body.resources: ${wrong}`);
  }
  if (expiresAt !== undefined && expiresAt <= clock.now()) refuse('body.expiresAt: lies in the past');
}

/** A subject that everybody has would let everybody in. */
function subjectProblem(method: CredentialMethod, subject: string): string | undefined {
  if (method === 'kubernetes') {
    return /^[a-z0-9*.-]+\/[a-z0-9*.-]+$/.test(subject) ? undefined : 'must be <namespace>/<service account>';
  }
  if (method === 'ecs') {
    const isRole = /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@*-]+$/.test(subject);
    return isRole ? undefined : 'must be the ARN of a role without its path, arn:aws:iam::<account>:role/<name>';
  }
  if (/^[*./]*$/.test(subject)) return 'must name somebody';
  if (isIssuedHere(subject)) return 'is a name that only certificates issued here have';
  const isName =
    /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\/\S*$/i.test(subject) || /^[a-z0-9*_-]+(\.[a-z0-9*_-]+)*$/i.test(subject);
  return isName ? undefined : 'must be a URI as spiffe://example.org/checkout, or a DNS name';
}

function recordOf(
  caller: Caller,
  { method, name, subject, resources, expiresAt, issue }: CredentialInput,
  { clock, random, newToken }: ProxyCredentialsDeps,
): { record: CredentialRecord; token?: string } {
  const id = random.uuid();
  const made = method === 'token' ? newToken(id) : undefined;
  // Certificates know whole seconds.
  const end = issue ? Math.floor((clock.now() + issue.days * DAY_MS) / 1000) * 1000 : expiresAt;
  const record: CredentialRecord = {
    id,
    account: caller.account,
    region: caller.region,
    method,
    name,
    subject: subject ?? (issue ? issuedSubject(id) : ''),
    resources,
    createdAt: clock.now(),
    createdBy: caller.writer.who,
    ...(end !== undefined && { expiresAt: end }),
    ...(made && { tokenHash: made.hash }),
  };
  return { record, ...(made && { token: made.token }) };
}

function viewOf(record: CredentialRecord, { clock, lastUse }: ProxyCredentialsDeps): CredentialView {
  const { account: _account, region: _region, tokenHash: _hash, resources, ...shown } = record;
  const use = lastUse(record.id);
  return {
    ...shown,
    resources: [...resources],
    state: credentialState(record, clock.now()),
    ...(use && { lastUsedAt: use.at, lastUsedFrom: use.from }),
  };
}
