import type { VirtualGatewaySpec, VirtualNodeSpec } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import type { CallerPolicyIr, ClientPolicyIr } from '../ir/tls';
import { clientPolicyIr } from './tls';

/** The policies of a caller that has none. */
const NO_POLICY: CallerPolicyIr = { key: '', own: undefined, main: undefined };

/** What a gateway's routes call with: its defaults, for every target. */
export function gatewayPolicy({ backendDefaults }: VirtualGatewaySpec): CallerPolicyIr {
  const main = clientPolicyIr(backendDefaults?.clientPolicy);
  return callerPolicy(main, main);
}

/**
 * The policy for each backend of a node, by the service's name: the backend's own before the node's default. A service
 * that is listed twice counts once, with the policy that is enforced if there is one. Where the node has no default,
 * but one policy for all of its backends, that is what holds for most.
 */
export function backendPolicies({ backends = [], backendDefaults }: VirtualNodeSpec): Map<string, CallerPolicyIr> {
  const defaults = clientPolicyIr(backendDefaults?.clientPolicy);
  const byName = new Map<string, ClientPolicyIr | undefined>();
  for (const { virtualService } of backends) {
    if (!virtualService) continue;
    const { virtualServiceName: name, clientPolicy } = virtualService;
    if (byName.get(name)?.enforce) continue;
    byName.set(name, clientPolicyIr(clientPolicy) ?? defaults);
  }
  const main = defaults ?? commonPolicy([...byName.values()]);
  return new Map([...byName].map(([name, own]) => [name, callerPolicy(own, main)]));
}

function commonPolicy(policies: readonly (ClientPolicyIr | undefined)[]): ClientPolicyIr | undefined {
  const [first] = policies;
  const text = stableStringify(first ?? null);
  return policies.every((policy) => stableStringify(policy ?? null) === text) ? first : undefined;
}

function callerPolicy(own: ClientPolicyIr | undefined, main: ClientPolicyIr | undefined): CallerPolicyIr {
  if (!own && !main) return NO_POLICY;
  return { key: stableStringify({ own: own ?? null, main: main ?? null }), own, main };
}
