import { stableStringify } from '@/lib/util';
import type { DiscoveryIr, TargetIr } from '../ir/discovery';
import type { CallerPolicyIr, ClientPolicyIr, ClientTlsIr, ServerTlsIr, ValidationIr } from '../ir/tls';
import type { UpstreamIr } from '../ir/upstream';
import { rememberByName } from '../memo';
import { isIp } from './ip';

const upstreams = rememberByName<TargetIr, UpstreamIr>();

/** A target as a caller with these policies reaches it; the same object for callers with the same policies. */
export function upstreamOf(target: TargetIr, policy: CallerPolicyIr): UpstreamIr {
  return upstreams(target, policy.key, [], () => {
    const tls = clientTls(target, policy.own);
    const [here, usual] = [tls, clientTls(target, policy.main)].map((one) => stableStringify(one ?? null));
    return { target, tls, variant: here === usual ? undefined : here };
  });
}

/**
 * How a caller secures its connections: as its policy says where that is for this port, else as the server does
 * (envoy-mapping.md 2.2). A policy that is not enforced acts only where the server has TLS; one that is enforced makes
 * calls to a server without TLS fail.
 */
function clientTls(target: TargetIr, policy: ClientPolicyIr | undefined): ClientTlsIr | undefined {
  const applies = policy && (policy.ports.length === 0 || policy.ports.includes(target.port));
  if (!applies) return target.tls && { ...bare(target), server: rootOf(target.tls) };
  if (!policy.enforce && !target.tls) return undefined;
  const names = policy.names ?? [discoveryName(target.discovery)];
  return { ...bare(target), certificate: policy.certificate, server: { trust: policy.trust, names } };
}

function bare({ discovery }: TargetIr): ClientTlsIr {
  const name = discoveryName(discovery);
  return { sni: isServerName(name) ? name : undefined, certificate: undefined, server: undefined };
}

/** Without a policy a server's certificate is checked only where we know its authority. */
function rootOf({ certificate }: ServerTlsIr): ValidationIr | undefined {
  if (certificate.from !== 'us' || certificate.secret.is !== 'certificate') return undefined;
  const { arn } = certificate.secret;
  return { trust: { from: 'us', secret: { is: 'authority-of', name: `trust:${arn}`, arn } }, names: [] };
}

/** Whether a name can be sent as SNI: no address, and no longer than Envoy takes it. */
function isServerName(name: string): boolean {
  return !isIp(name) && /^[!-~]{1,255}$/.test(name);
}

/** By which name a target is found: the DNS name, or `service.namespace`. */
function discoveryName(discovery: DiscoveryIr): string {
  if (discovery.by === 'dns') return discovery.hostname.replace(/\.$/, '');
  return `${discovery.cloudMap.serviceName}.${discovery.cloudMap.namespaceName}`;
}
