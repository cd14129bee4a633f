import type { Resource } from '../kinds';
import type { Problem, ProblemCode, Severity } from '../problems';

/** How much each problem matters: errors change or stop traffic, warnings may, infos explain. */
const SEVERITY: Readonly<Record<ProblemCode, Severity>> = {
  'weights-sum-zero': 'error',
  'backend-service-missing': 'warning',
  'backend-service-without-provider': 'warning',
  'service-without-provider': 'warning',
  'call-without-backend': 'warning',
  'route-protocol-mismatch': 'error',
  'match-port-unknown': 'error',
  'target-protocol-mismatch': 'error',
  'target-port-missing': 'error',
  'target-port-unknown': 'error',
  'target-without-discovery': 'error',
  'target-without-endpoints': 'error',
  'target-one-endpoint': 'info',
  'router-without-routes': 'warning',
  'port-protocol-clash': 'error',
  'permissive-client-certificates': 'warning',
  'policy-target-without-tls': 'error',
  'target-wants-certificate': 'error',
  'certificate-not-held': 'error',
  'authority-not-held': 'error',
  'certificate-ends-soon': 'warning',
  'certificate-ended': 'error',
  'tls-turn-waits': 'warning',
  'tls-turn-without-certificate': 'error',
  'gateway-without-routes': 'warning',
  'gateway-route-protocol-mismatch': 'error',
  'gateway-match-port-unknown': 'error',
  'gateway-hostname-never-matches': 'error',
  'gateway-target-without-provider': 'error',
  'gateway-target-without-listener': 'error',
  'gateway-target-port-missing': 'error',
  'gateway-port-taken': 'error',
  'gateway-health-check-unused': 'info',
  'outlier-detection-without-times': 'warning',
  'outlier-detection-of-one-host': 'info',
  'duplicate-domain': 'error',
  'regex-not-supported': 'error',
  'retries-exceed-timeout': 'warning',
  'log-format-not-supported': 'warning',
  'listener-port-clash': 'error',
};

/** A problem of a resource. Every text may use `name`, the resource's own. */
export function problem(resource: Resource, code: ProblemCode, path: string, params: Problem['params'] = {}): Problem {
  const { kind, parent, name } = resource;
  const ref = { kind, name, ...(parent !== undefined && { parent }) };
  return { code, severity: SEVERITY[code], resource: ref, path, params: { name, ...params } };
}
