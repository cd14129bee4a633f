import type { Kind, ResourceRef } from './kinds';

/** How much a problem matters: errors change or stop traffic, warnings may, infos explain. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Something about stored resources that a person should know. It never stops an API write (appmesh-api.md section 4).
 * The code is the key of its en and ja texts in lib/i18n; params are put into them.
 */
export interface Problem {
  code: ProblemCode;
  severity: Severity;
  resource: ResourceRef<Kind>;
  /** Where in the spec, as `listeners[0].tls`; empty for the whole resource. */
  path: string;
  params: Record<string, string | number>;
}

/** Every problem code. A new code does not compile until both languages have its text. */
export const PROBLEM_CODES = [
  'weights-sum-zero',
  'backend-service-missing',
  'backend-service-without-provider',
  'service-without-provider',
  'call-without-backend',
  'route-protocol-mismatch',
  'match-port-unknown',
  'target-protocol-mismatch',
  'target-port-missing',
  'target-port-unknown',
  'target-without-discovery',
  'target-without-endpoints',
  'target-one-endpoint',
  'router-without-routes',
  'port-protocol-clash',
  'permissive-client-certificates',
  'policy-target-without-tls',
  'target-wants-certificate',
  'certificate-not-held',
  'authority-not-held',
  'certificate-ends-soon',
  'certificate-ended',
  'tls-turn-waits',
  'tls-turn-without-certificate',
  'gateway-without-routes',
  'gateway-route-protocol-mismatch',
  'gateway-match-port-unknown',
  'gateway-hostname-never-matches',
  'gateway-target-without-provider',
  'gateway-target-without-listener',
  'gateway-target-port-missing',
  'gateway-port-taken',
  'gateway-health-check-unused',
  'outlier-detection-without-times',
  'outlier-detection-of-one-host',
  'duplicate-domain',
  'regex-not-supported',
  'retries-exceed-timeout',
  'log-format-not-supported',
  'listener-port-clash',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
