import type { ResourceRef } from '../kinds';
import type { Problem } from '../problems';
import type { Fix, FixResource } from './fix';
import { backendFixes, callFixes, listenerFixes, logFixes, outlierFixes } from './node-fixes';
import { providerFixes } from './provider-fixes';
import { matchPortFixes, protocolFixes, retryFixes, targetFixes, weightFixes } from './route-fixes';

/** Where a fix is looked for. */
export interface FixContext {
  problem: Pick<Problem, 'code' | 'resource' | 'path' | 'params'>;
  /** The resource that has the problem. */
  resource: FixResource;
  /** All of the mesh. */
  all: readonly FixResource[];
}

/**
 * The ways to mend a problem by an edit whose outcome is sure; none where a person has to know what is meant. Each is
 * made for these resources: of a draft, the mesh as the draft has it.
 */
export function fixesOf(problem: FixContext['problem'], all: readonly FixResource[]): Fix[] {
  const resource = all.find((one) => isSame(one, problem.resource));
  return resource ? find({ problem, resource, all }) : [];
}

function find(context: FixContext): Fix[] {
  switch (context.problem.code) {
    case 'weights-sum-zero':
      return weightFixes(context);
    case 'backend-service-missing':
      return backendFixes(context);
    case 'call-without-backend':
      return callFixes(context);
    case 'backend-service-without-provider':
    case 'service-without-provider':
    case 'gateway-target-without-provider':
      return providerFixes(context);
    case 'match-port-unknown':
    case 'gateway-match-port-unknown':
      return matchPortFixes(context);
    case 'route-protocol-mismatch':
      return protocolFixes(context);
    case 'target-port-missing':
    case 'target-port-unknown':
    case 'target-protocol-mismatch':
    case 'target-without-discovery':
      return targetFixes(context);
    case 'retries-exceed-timeout':
      return retryFixes(context);
    case 'listener-port-clash':
      return listenerFixes(context);
    case 'outlier-detection-without-times':
    case 'outlier-detection-of-one-host':
      return outlierFixes(context);
    case 'log-format-not-supported':
      return logFixes(context);
    default:
      return [];
  }
}

function isSame(a: ResourceRef, b: ResourceRef): boolean {
  return a.kind === b.kind && a.name === b.name && (a.parent ?? '') === (b.parent ?? '');
}
