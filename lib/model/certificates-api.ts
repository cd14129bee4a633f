import { z } from 'zod';

/** What names a certificate or authority: a node or gateway of a mesh, and where in its spec. */
export const certificateUseSchema = z.object({
  mesh: z.string(),
  kind: z.enum(['virtualNode', 'virtualGateway']),
  name: z.string(),
  /** A listener shows the certificate; a policy, for one backend or by default, trusts the authority. */
  as: z.enum(['listener', 'backend', 'default']),
  /** The listener's port, or the backend's virtual service. */
  detail: z.string().optional(),
  /** Inside the spec. */
  path: z.string(),
});

/** A certificate or authority that we hold, as the Meshkeep API shows it: never with a private key. */
export const certificateSchema = z.object({
  arn: z.string(),
  kind: z.enum(['certificate', 'authority']),
  /** Whether we have its private key: always of certificates, of authorities only of our own. */
  hasPrivateKey: z.boolean(),
  /** DNS names and URIs that it is for. */
  names: z.array(z.string()),
  subject: z.string(),
  issuer: z.string(),
  /** ms since the epoch: of all certificates of the chain the latest begin and the earliest end. */
  notBefore: z.number(),
  notAfter: z.number(),
  addedAt: z.number(),
  addedBy: z.string(),
  /** Certificates in PEM: public. */
  certificate: z.string(),
});

/** GET /meshkeep/v1/certificates */
export const certificateListSchema = z.object({
  /** What ends first comes first. */
  certificates: z.array(certificateSchema.extend({ uses: z.array(certificateUseSchema) })),
  /** What meshes name by ARN and nobody holds: nothing that needs it is served. */
  missing: z.array(
    z.object({ arn: z.string(), kind: z.enum(['certificate', 'authority']), uses: z.array(certificateUseSchema) }),
  ),
});

const pem = z.string().min(1).max(65_536);
const arn = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^arn:[^\s]+$/, 'must be an ARN')
  .optional();
const name = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[^\s]+$/, 'must not hold spaces');

/**
 * POST /meshkeep/v1/certificates: what is to be held. An ARN that is given is kept, so that a mesh that names AWS's
 * certificates works with what stands in for them; one that is held already is replaced.
 */
export const newCertificateSchema = z.union([
  z.strictObject({ import: z.strictObject({ arn, certificate: pem, privateKey: pem }) }),
  z.strictObject({ trust: z.strictObject({ arn, certificate: pem }) }),
  /** By our own authority, which is made when it is needed first. */
  z.strictObject({
    issue: z.strictObject({ arn, names: z.array(name).min(1).max(100), days: z.int().min(1).max(825).default(365) }),
  }),
]);

export type CertificateUse = z.infer<typeof certificateUseSchema>;
export type CertificateList = z.infer<typeof certificateListSchema>;
/** A held certificate with what uses it. */
export type UsedCertificate = CertificateList['certificates'][number];
export type MissingCertificate = CertificateList['missing'][number];
export type ApiCertificate = z.infer<typeof certificateSchema>;
export type NewCertificate = z.infer<typeof newCertificateSchema>;
