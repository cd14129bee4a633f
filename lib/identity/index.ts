/**
 * identity: finds out who is calling. AWS Signature Version 4 of a raw request, passwords, and the short-lived token
 * by which the console names its signed-in person; and the cipher under which secrets lie in the store. Key look-up
 * and time are passed in.
 * Never here: what somebody may do (lib/access), storage, wire forms of errors (lib/api).
 */
export { createCipher } from './cipher';
export type { IdentityFailure, IdentityFailureCode } from './failure';
export { hashPassword, verifyPassword } from './password';
export { PERSON_HEADER, signPerson, verifyPerson } from './person-token';
export {
  createProxyAuthenticator,
  type ProxyAuthenticator,
  type ProxyAuthenticatorDeps,
  type ShownCredentials,
} from './proxy/authenticate';
export type { ShownCertificate } from './proxy/certificate';
export { type AskSts, createEcsProver, ECS_TOKEN_PREFIX, SERVER_ID_HEADER } from './proxy/ecs';
export { createKubernetesProver, type ReviewToken } from './proxy/kubernetes';
export { createReportTokens, newProxyToken, type ReportTokens } from './proxy/token';
export { type SignedRequest, type VerifiedRequest, type VerifyOptions, verifySigV4 } from './sigv4';
export {
  type CertifiedKey,
  createAuthority,
  isIssuedBy,
  issueForRequest,
  issueKeyPair,
  type LeafWishes,
  type Validity,
} from './x509/authority';
export { type InspectedChain, inspectChain, keyProblem } from './x509/inspect';
