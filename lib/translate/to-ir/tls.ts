import type {
  ClientPolicy,
  ClientTlsCertificate,
  ListenerTls,
  ListenerTlsCertificate,
  ListenerTlsValidationContext,
  TlsValidationContextTrust,
  VirtualGatewayClientPolicy,
  VirtualGatewayListenerTls,
} from '@/lib/model';
import type { ClientPolicyIr, SecretRefIr, ServerTlsIr, ValidationIr } from '../ir/tls';

/**
 * TLS of a listener; undefined where it has none. STRICT serves TLS alone, PERMISSIVE plain connections too; a client
 * certificate that is asked for is asked for by TLS, whatever the mode.
 */
export function serverTlsIr(tls: ListenerTls | VirtualGatewayListenerTls | undefined): ServerTlsIr | undefined {
  if (!tls || tls.mode === 'DISABLED') return undefined;
  return {
    certificate: certificateIr(tls.certificate),
    clients: tls.validation && clientsIr(tls.validation),
    plainToo: tls.mode === 'PERMISSIVE',
  };
}

function clientsIr({ trust, subjectAlternativeNames }: ListenerTlsValidationContext): ValidationIr {
  return { trust: trustIr(trust), names: [...(subjectAlternativeNames?.match.exact ?? [])].sort() };
}

/** What a client policy asks for; `enforce` is true unless it says false. An empty policy asks for nothing. */
export function clientPolicyIr(
  policy: ClientPolicy | VirtualGatewayClientPolicy | undefined,
): ClientPolicyIr | undefined {
  if (!policy?.tls) return undefined;
  const { certificate, enforce, ports, validation } = policy.tls;
  const names = validation.subjectAlternativeNames?.match.exact ?? [];
  return {
    enforce: enforce !== false,
    ports: [...(ports ?? [])].sort((a, b) => a - b),
    trust: trustIr(validation.trust),
    names: names.length > 0 ? [...names].sort() : undefined,
    certificate: certificate && certificateIr(certificate),
  };
}

function certificateIr({ acm, file, sds }: ListenerTlsCertificate & ClientTlsCertificate): SecretRefIr {
  if (sds) return { from: 'socket', name: sds.secretName };
  if (file) {
    const { certificateChain: chain, privateKey: key } = file;
    return { from: 'us', secret: { is: 'certificate-file', name: `certificate:${chain};${key}`, chain, key } };
  }
  const arn = acm?.certificateArn ?? '';
  return { from: 'us', secret: { is: 'certificate', name: certificateSecret(arn), arn } };
}

/** By which name a proxy asks for a certificate that we hold. */
export function certificateSecret(arn: string): string {
  return `certificate:${arn}`;
}

function trustIr({ acm, file, sds }: TlsValidationContextTrust): SecretRefIr {
  if (sds) return { from: 'socket', name: sds.secretName };
  if (file) {
    const chain = file.certificateChain;
    return { from: 'us', secret: { is: 'trust-file', name: `trust:${chain}`, chain } };
  }
  const arns = [...(acm?.certificateAuthorityArns ?? [])].sort();
  return { from: 'us', secret: { is: 'authorities', name: `trust:${arns.join(';')}`, arns } };
}
