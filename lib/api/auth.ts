import { type IdentityFailureCode, PERSON_HEADER, verifyPerson, verifySigV4 } from '@/lib/identity';
import type { Door, Writer } from '@/lib/model';
import type { Caller } from '@/lib/service';
import type { Clock } from '@/lib/util';
import type { RawRequest } from './http';

/** An access key: its secret, what it may do, and what it is called in history. */
export interface AccessKeyInfo {
  id: string;
  secret: string;
  role: Caller['role'];
  label: string;
}

/** What authentication looks up; the service implements it. */
export interface IdentityLookup {
  accessKey(id: string): Promise<AccessKeyInfo | undefined>;
  person(name: string): Promise<{ name: string; role: 'administrator' | 'editor' | 'viewer' } | undefined>;
}

export interface AuthenticatorDeps {
  identities: IdentityLookup;
  /** Account and region of what this control plane makes; keys belong to this account. */
  account: string;
  region: string;
  /** MESHKEEP_SECRET: with it the console signs the person's token. */
  secret: string;
  clock: Clock;
}

/** Somebody, or why nobody: each door writes failures in its own error form. */
export type AuthenticationResult =
  | { ok: true; caller: Caller; signingName: string }
  | { ok: false; code: IdentityFailureCode; message: string };

/** Finds out who sent a request; `signingNames` are those that the door accepts, as `['appmesh']`. */
export type Authenticator = (request: RawRequest, signingNames: readonly string[]) => Promise<AuthenticationResult>;

/** AWS's names for these failures; all are 403 at the AWS doors. They are outside App Mesh's model. */
export const AWS_IDENTITY_ERRORS = {
  'missing-authentication': 'MissingAuthenticationTokenException',
  'incomplete-signature': 'IncompleteSignatureException',
  'unknown-identity': 'UnrecognizedClientException',
  'invalid-signature': 'InvalidSignatureException',
} as const satisfies Record<IdentityFailureCode, string>;

/** Makes the authenticator that all doors share. */
export function createAuthenticator(deps: AuthenticatorDeps): Authenticator {
  return async (request, signingNames) => {
    let key: AccessKeyInfo | undefined;
    const secretOf = async (id: string) => {
      key = await deps.identities.accessKey(id);
      return key?.secret;
    };
    const verified = await verifySigV4(request, { secretOf, now: deps.clock.now(), services: signingNames });
    if (!verified.ok) return verified;
    if (!key) throw new Error('a request was verified without a key');
    const who = await actor(request, key, verified.signedHeaders, deps);
    if (!who.ok) return who;
    const writer = writerOf(key.role, who.name, request.headers['user-agent']);
    const caller = { account: deps.account, region: deps.region, role: who.role, writer };
    return { ok: true, caller, signingName: verified.service };
  };
}

type Actor = { ok: true; name: string; role: Caller['role'] } | Extract<AuthenticationResult, { ok: false }>;

/** The signed-in person where the console names one, else the key itself. */
async function actor(
  request: RawRequest,
  key: AccessKeyInfo,
  signedHeaders: ReadonlySet<string>,
  deps: AuthenticatorDeps,
): Promise<Actor> {
  const token = request.headers[PERSON_HEADER];
  if (token === undefined) return { ok: true, name: key.label, role: key.role };
  const refuse = (message: string): Actor => ({ ok: false, code: 'invalid-signature', message });
  if (key.role !== 'console') return refuse(`Only the console's key may send ${PERSON_HEADER}.`);
  if (!signedHeaders.has(PERSON_HEADER)) return refuse(`'${PERSON_HEADER}' must be a signed header.`);
  const verified = await verifyPerson(token, deps.secret, deps.clock.now());
  if (!verified.ok) return verified;
  const person = await deps.identities.person(verified.name);
  if (!person) return { ok: false, code: 'unknown-identity', message: `${verified.name} is not known here.` };
  return { ok: true, name: person.name, role: person.role };
}

/** Who is kept with a write. The user agent is cut, since it is anybody's text. */
function writerOf(role: Caller['role'], who: string, userAgent = ''): Writer {
  return { door: writerDoor(role, userAgent), who, userAgent: userAgent.slice(0, 256) };
}

/** By which door a write came, from the key's role and the user agent (real controller: `appmesh.k8s.aws/v1.12.0 …`). */
export function writerDoor(role: Caller['role'], userAgent: string): Door {
  if (role === 'console') return 'console';
  if (/appmesh\.k8s\.aws|app-?mesh-controller/i.test(userAgent)) return 'controller';
  if (/terraform/i.test(userAgent)) return 'terraform';
  if (/cloudformation/i.test(userAgent)) return 'cloudformation';
  return 'sdk';
}
