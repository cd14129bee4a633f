import type { Proof } from '@/lib/model';

/** Sends the request that the caller signed; lib/runtime makes it, without following anything. Rejects when it cannot. */
export type AskSts = (url: URL, headers: Record<string, string>) => Promise<{ status: number; body: string }>;

export interface EcsOptions {
  /** What the caller must have signed as `x-meshkeep-server-id`: so that a request for another server is no good here. */
  serverId: string;
  /** Other hosts than AWS's own, as `127.0.0.1:5000`: spoken to over plain HTTP. For stand-ins. */
  standIns: readonly string[];
  ask: AskSts;
  now(): number;
}

/** How a token begins that carries a presigned request. */
export const ECS_TOKEN_PREFIX = 'meshkeep-aws-v1.';
export const SERVER_ID_HEADER = 'x-meshkeep-server-id';

/** AWS's own endpoints of STS, in every partition. */
const STS_HOST = /^sts(-fips)?(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;
/** A presigned request is good for so long after it was signed, whatever it says itself. */
const LONGEST_MS = 15 * 60_000;
/** What it proves is believed for so long: then the proxy comes back with a fresh one. */
const BELIEVED_MS = 60 * 60_000;
const CLOCK_SKEW_MS = 60_000;
const PARAMETERS = new Set([
  'Action',
  'Version',
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
]);

/**
 * Proves an IAM role as EKS and Vault do: the caller presigns GetCallerIdentity with its role's keys, we send it, AWS
 * says whose it is. Nothing but that call to nothing but AWS is ever sent.
 */
export function createEcsProver(options: EcsOptions) {
  return async (token: string): Promise<Proof> => {
    const url = urlOf(token);
    if (!url) return refuse('bad-credential', 'the token does not carry a presigned address');
    const signedAt = signedAtOf(url);
    const problem = problemOf(url, signedAt, options);
    if (problem) return problem;
    try {
      const answer = await options.ask(url, { [SERVER_ID_HEADER]: options.serverId, accept: 'application/xml' });
      return readIdentity(answer, (signedAt ?? 0) + BELIEVED_MS);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return refuse('not-checkable', `AWS cannot be asked who signed the request: ${words}`);
    }
  };
}

function urlOf(token: string): URL | undefined {
  const text = Buffer.from(token.slice(ECS_TOKEN_PREFIX.length), 'base64url').toString();
  return URL.canParse(text) ? new URL(text) : undefined;
}

function problemOf(url: URL, signedAt: number | undefined, { standIns, now }: EcsOptions): Proof | undefined {
  const isStandIn = standIns.includes(url.host) && url.protocol === 'http:';
  const isAws = url.protocol === 'https:' && url.port === '' && STS_HOST.test(url.hostname);
  if (!isAws && !isStandIn) return refuse('bad-credential', `${url.host} is not an address of AWS STS`);
  if (url.username || url.password || url.pathname !== '/' || url.hash) return refuse('bad-credential', SHAPE);
  const names = [...url.searchParams.keys()];
  if (names.some((name) => !PARAMETERS.has(name)) || new Set(names).size !== names.length) {
    return refuse('bad-credential', SHAPE);
  }
  if (url.searchParams.get('Action') !== 'GetCallerIdentity') return refuse('bad-credential', SHAPE);
  const signed = (url.searchParams.get('X-Amz-SignedHeaders') ?? '').split(';');
  if (!signed.includes('host') || !signed.includes(SERVER_ID_HEADER)) {
    return refuse('bad-credential', `the request must sign host and ${SERVER_ID_HEADER}`);
  }
  return ageProblem(url, signedAt, now());
}

const SHAPE = 'the request is not a plain GetCallerIdentity';

function ageProblem(url: URL, signedAt: number | undefined, now: number): Proof | undefined {
  const seconds = Number(url.searchParams.get('X-Amz-Expires'));
  if (signedAt === undefined || !Number.isInteger(seconds) || seconds < 1) return refuse('bad-credential', SHAPE);
  if (signedAt > now + CLOCK_SKEW_MS) return refuse('bad-credential', 'the request was signed in the future');
  const goodFor = Math.min(seconds * 1000, LONGEST_MS);
  return now > signedAt + goodFor ? refuse('expired', 'the presigned request has expired: sign a new one') : undefined;
}

function signedAtOf(url: URL): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(url.searchParams.get('X-Amz-Date') ?? '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** `arn:aws:sts::123456789012:assumed-role/role/session` is told as the role's own ARN; its path is not in there. */
function readIdentity({ status, body }: { status: number; body: string }, expiresAt: number): Proof {
  const arn = /<Arn>([^<]+)<\/Arn>/.exec(body)?.[1];
  if (status !== 200 || !arn) {
    const why = /<Message>([^<]+)<\/Message>/.exec(body)?.[1] ?? `HTTP ${status}`;
    return refuse(/expired/i.test(why) ? 'expired' : 'bad-credential', `AWS does not accept the signature: ${why}`);
  }
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(arn) ?? [];
  const shown = role ? `arn:${partition}:iam::${account}:role/${role}` : arn;
  return { ok: true, identity: { method: 'ecs', subjects: [shown], shown, expiresAt } };
}

function refuse(reason: 'expired' | 'bad-credential' | 'not-checkable', message: string): Proof {
  return { ok: false, reason, message, shown: 'a presigned AWS request' };
}
