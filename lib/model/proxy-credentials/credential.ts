/**
 * How a proxy proves which resource it is, and what came of it (docs/adr/0018). One schema for both sides of
 * `/meshkeep/v1/proxy-credentials` and `/meshkeep/v1/meshes/{mesh}/refused-connections`. Times are ms since the epoch.
 */
import { z } from 'zod';

/** Ways to prove it. */
export const CREDENTIAL_METHODS = ['token', 'certificate', 'kubernetes', 'ecs'] as const;
export type CredentialMethod = (typeof CREDENTIAL_METHODS)[number];

/** A credential as it is kept. A token is kept as a hash only. */
export interface CredentialRecord {
  id: string;
  account: string;
  region: string;
  method: CredentialMethod;
  /** What a person calls it. */
  name: string;
  /**
   * Who shows it: the URI or DNS name of a certificate, `namespace/service account`, or the ARN of an IAM role. `*`
   * stands for any text without `/`. Empty for tokens.
   */
  subject: string;
  /** What it may stand for, as `mesh/shop/virtualNode/checkout` or ARN; `*` as in resource-pattern.ts. */
  resources: readonly string[];
  createdAt: number;
  createdBy: string;
  expiresAt?: number;
  revokedAt?: number;
  revokedBy?: string;
  tokenHash?: string;
}

/** Names in certificates that our own authority issues: each is one credential's, and nobody else may use the form. */
const ISSUED_HERE = 'spiffe://meshkeep.issued/proxy-credential/';
export const issuedSubject = (credentialId: string): string => `${ISSUED_HERE}${credentialId}`;
export const isIssuedHere = (subject: string): boolean => subject.toLowerCase().startsWith('spiffe://meshkeep.issued/');

const LONGEST_NAME = 128;
const MOST_RESOURCES = 50;
const resources = z.array(z.string().min(1).max(1024)).min(1).max(MOST_RESOURCES);

/**
 * POST /proxy-credentials. `subject` is refused for tokens and needed for the others; for a certificate `issue` may stand
 * in its place: our own authority then issues one, which ends with the credential.
 */
export const credentialInputSchema = z.strictObject({
  method: z.enum(CREDENTIAL_METHODS),
  name: z.string().trim().min(1).max(LONGEST_NAME),
  subject: z.string().trim().min(1).max(2048).optional(),
  resources,
  expiresAt: z.number().int().positive().optional(),
  issue: z
    .strictObject({
      days: z.int().min(1).max(825).default(90),
      /** A signing request (PKCS #10, PEM), of which the key alone is used. Absent: we make the key, and answer it once. */
      request: z.string().min(1).max(16_384).optional(),
    })
    .optional(),
});

export const CREDENTIAL_STATES = ['active', 'expired', 'revoked'] as const;

export const credentialViewSchema = z.object({
  id: z.string(),
  method: z.enum(CREDENTIAL_METHODS),
  name: z.string(),
  subject: z.string(),
  resources: z.array(z.string()),
  createdAt: z.number(),
  createdBy: z.string(),
  expiresAt: z.number().optional(),
  revokedAt: z.number().optional(),
  revokedBy: z.string().optional(),
  state: z.enum(CREDENTIAL_STATES),
  lastUsedAt: z.number().optional(),
  /** Host that used it last. */
  lastUsedFrom: z.string().optional(),
});

/** GET /proxy-credentials; newest first. `methods` are those that this control plane can check. */
export const credentialListSchema = z.object({
  credentials: z.array(credentialViewSchema),
  required: z.boolean(),
  methods: z.array(z.enum(CREDENTIAL_METHODS)),
});

/** What POST answers. The token is in this answer and nowhere else. */
export const credentialMadeSchema = z.object({
  credential: credentialViewSchema,
  token: z.string().optional(),
  /** The issued certificate; its private key, where we made it, is in this answer and nowhere else. PEM. */
  certificate: z.string().optional(),
  privateKey: z.string().optional(),
});

/** An authority whose client certificates proxies may show. Those of MESHKEEP_XDS_CLIENT_CA are not among them. */
export const clientAuthoritySchema = z.object({
  id: z.string(),
  /** `issuing`: our newest, by which certificates are issued. `trusted`: an earlier one of ours. `imported`: not ours. */
  state: z.enum(['issuing', 'trusted', 'imported']),
  subject: z.string(),
  notAfter: z.number(),
  addedAt: z.number(),
  addedBy: z.string(),
  /** PEM: public. */
  certificate: z.string(),
});

/** GET /client-authorities; newest first. */
export const clientAuthorityListSchema = z.object({ authorities: z.array(clientAuthoritySchema) });

/** POST /client-authorities: a new one of ours, by which is issued from now on, or somebody else's to trust. */
export const newClientAuthoritySchema = z.union([
  z.strictObject({ create: z.strictObject({}) }),
  z.strictObject({ import: z.strictObject({ certificate: z.string().min(1).max(65_536) }) }),
]);
export type ClientAuthority = z.infer<typeof clientAuthoritySchema>;
export type NewClientAuthority = z.infer<typeof newClientAuthoritySchema>;

/** Why a proxy was not let in. */
export const CONNECTION_REFUSALS = [
  'no-credential',
  'bad-credential',
  'untrusted-certificate',
  'expired',
  'revoked',
  'not-checkable',
  'nothing-granted',
  'other-resource',
  'unknown-resource',
  'too-many-proxies',
] as const;
export type ConnectionRefusal = (typeof CONNECTION_REFUSALS)[number];

/** GET /meshes/{mesh}/refused-connections: like ones are one, the newest first. */
export const refusedConnectionSchema = z.object({
  /** Host that called. */
  peer: z.string(),
  /** Node id as claimed. */
  claimed: z.string(),
  /** What it showed, as far as it may be told; empty for nothing. */
  shown: z.string(),
  reason: z.enum(CONNECTION_REFUSALS),
  /** gRPC status, with App Mesh's meaning. */
  code: z.number(),
  message: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
  count: z.number(),
});

/**
 * Why a connection to the xDS port was ended before anybody on it was let in: too many at once, no TLS handshake,
 * nobody let in within the time, too many calls or unfinished messages, or something that is no HTTP/2.
 */
export const TURNED_AWAY_REASONS = ['too-many', 'handshake', 'silent', 'too-much', 'garbage'] as const;
export type TurnedAwayReason = (typeof TURNED_AWAY_REASONS)[number];

/** Connections that were turned away for one reason, since the control plane started. */
export const turnedAwaySchema = z.object({
  reason: z.enum(TURNED_AWAY_REASONS),
  /** Host of the last one. */
  lastPeer: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
  count: z.number(),
});

export const refusedConnectionListSchema = z.object({
  refused: z.array(refusedConnectionSchema),
  /** Of the whole installation: these connections named no mesh. */
  turnedAway: z.array(turnedAwaySchema),
});

export type CredentialInput = z.infer<typeof credentialInputSchema>;
export type CredentialView = z.infer<typeof credentialViewSchema>;
export type CredentialList = z.infer<typeof credentialListSchema>;
export type CredentialMade = z.infer<typeof credentialMadeSchema>;
export type TurnedAway = z.infer<typeof turnedAwaySchema>;
export type RefusedConnectionList = z.infer<typeof refusedConnectionListSchema>;
export type RefusedConnection = z.infer<typeof refusedConnectionSchema>;

/** What a proxy proved, before it said which resource it is. */
export interface ProvenIdentity {
  /** `report`: by the token that we put into its configuration; good for its access logs alone. */
  method: CredentialMethod | 'report';
  /** Id of the token; names of the certificate; `namespace/account`; role ARN; the resource that a report token is for. */
  subjects: readonly string[];
  /** For screens and logs. Never the credential itself. */
  shown: string;
  /** End of what was shown itself, beside the end of the credential's record. */
  expiresAt?: number;
}

/** What a credential amounted to. Whether it fits the claimed resource is not said yet. */
export type Proof =
  | { ok: true; identity: ProvenIdentity }
  | { ok: false; reason: ConnectionRefusal; message: string; shown: string };

/** State of a credential at this moment. */
export function credentialState(
  { revokedAt, expiresAt }: Pick<CredentialRecord, 'revokedAt' | 'expiresAt'>,
  now: number,
): (typeof CREDENTIAL_STATES)[number] {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}
