import type { CertificateUse } from './certificates-api';
import type {
  ClientPolicy,
  ListenerTls,
  VirtualGatewayClientPolicy,
  VirtualGatewayListenerTls,
} from './generated/shapes';
import type { Resource } from './kinds';
import type { MeshSnapshot } from './snapshot';

/** Resources that can name certificates. */
export type CertificateOwner = Resource<'virtualNode'> | Resource<'virtualGateway'>;

/** A certificate or authority that a spec names by ARN: what it is used as there, and where that stands. */
export interface NamedArn {
  arn: string;
  kind: 'certificate' | 'authority';
  use: Pick<CertificateUse, 'as' | 'detail' | 'path'>;
}

/**
 * What a node or gateway names of what we hold in place of ACM: certificates of its listeners, and authorities that its
 * client policies trust. A listener whose TLS is turned off names nothing: its certificate is not served. Remembered with
 * the resource, which never changes: it is asked for whenever the problems of a mesh are.
 */
export function namedArnsOf(owner: CertificateOwner): readonly NamedArn[] {
  const known = remembered.get(owner);
  if (known) return known;
  const found = findArns(owner);
  remembered.set(owner, found);
  return found;
}

const remembered = new WeakMap<CertificateOwner, readonly NamedArn[]>();

function findArns(owner: CertificateOwner): NamedArn[] {
  const listeners: readonly { portMapping: { port: number }; tls?: ListenerTls | VirtualGatewayListenerTls }[] =
    owner.spec.listeners ?? [];
  const served = listeners.flatMap(({ portMapping, tls }, i): NamedArn[] => {
    const arn = tls && tls.mode !== 'DISABLED' ? tls.certificate.acm?.certificateArn : undefined;
    const path = `listeners[${i}].tls.certificate.acm.certificateArn`;
    if (arn === undefined) return [];
    return [{ arn, kind: 'certificate', use: { as: 'listener', detail: String(portMapping.port), path } }];
  });
  const trusted = clientPoliciesOf(owner).flatMap(({ policy, path, service }) =>
    (policy.tls?.validation.trust.acm?.certificateAuthorityArns ?? []).map((arn): NamedArn => {
      const where = { path: `${path}.tls.validation.trust.acm` };
      const use = service === undefined ? { as: 'default' as const } : { as: 'backend' as const, detail: service };
      return { arn, kind: 'authority', use: { ...use, ...where } };
    }),
  );
  return [...served, ...trusted];
}

/** Every client policy of a node or gateway; `service` names the backend where it is one's own. */
export function clientPoliciesOf({
  spec,
}: CertificateOwner): { policy: ClientPolicy | VirtualGatewayClientPolicy; path: string; service?: string }[] {
  const backends = 'backends' in spec ? (spec.backends ?? []) : [];
  const own = backends.flatMap(({ virtualService }, i) => {
    const { clientPolicy: policy, virtualServiceName: service } = virtualService ?? {};
    const path = `backends[${i}].virtualService.clientPolicy`;
    return policy && service !== undefined ? [{ policy, path, service }] : [];
  });
  const policy = spec.backendDefaults?.clientPolicy;
  return [...(policy ? [{ policy, path: 'backendDefaults.clientPolicy' }] : []), ...own];
}

/** A certificate or authority as meshes name it. */
export interface NamedCertificate {
  arn: string;
  kind: NamedArn['kind'];
  uses: CertificateUse[];
}

/** What meshes name by ARN, each with everything that uses it, in the order of the meshes and their resources. */
export function namedCertificates(snapshots: readonly MeshSnapshot[]): NamedCertificate[] {
  const found = new Map<string, NamedCertificate>();
  for (const { key, virtualNodes, virtualGateways } of snapshots) {
    for (const owner of [...virtualNodes.values(), ...virtualGateways.values()]) {
      for (const { arn, kind, use } of namedArnsOf(owner)) {
        const id = `${kind} ${arn}`;
        const named = found.get(id) ?? { arn, kind, uses: [] };
        named.uses.push({ mesh: key.mesh, kind: owner.kind, name: owner.name, ...use });
        found.set(id, named);
      }
    }
  }
  return [...found.values()];
}
