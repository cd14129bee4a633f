import { type CertificateOwner, clientPoliciesOf, namedArnsOf } from '../certificate-uses';
import type { CertificateDirectory } from '../certificates';
import type {
  ClientPolicy,
  Listener,
  ListenerTls,
  PortProtocol,
  VirtualGatewayClientPolicy,
  VirtualGatewayListenerTls,
} from '../generated/shapes';
import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { weightedTargetsOf } from '../weighted-targets';
import { problem } from './report';

type AnyTls = ListenerTls | VirtualGatewayListenerTls;
type AnyPolicy = ClientPolicy | VirtualGatewayClientPolicy;

/** TLS of a listener by itself. */
export function listenerTlsProblems(owner: Resource, tls: AnyTls | undefined, path: string): Problem[] {
  if (tls?.mode !== 'PERMISSIVE' || !tls.validation) return [];
  return [problem(owner, 'permissive-client-certificates', `${path}.tls`)];
}

/** Certificates and authorities of a node or gateway that are not held here: nothing that needs them is served. */
export function certificateProblems(owner: CertificateOwner, certificates: CertificateDirectory): Problem[] {
  return namedArnsOf(owner).flatMap(({ arn, kind, use: { path } }) => {
    const isCertificate = kind === 'certificate';
    const held = isCertificate ? certificates.authorityOf(arn) : certificates.authority(arn);
    if (held !== undefined) return [];
    return [problem(owner, isCertificate ? 'certificate-not-held' : 'authority-not-held', path, { arn })];
  });
}

/** A service that is called, with what the caller's policy for it is and where the call stands in the spec. */
export interface Call {
  service: string;
  policy: AnyPolicy | undefined;
  path: string;
}

/** What a node calls, with the backend's own policy before the node's default. */
export function callsOf({ spec }: Resource<'virtualNode'>): Call[] {
  return (spec.backends ?? []).flatMap(({ virtualService }, i) => {
    if (!virtualService) return [];
    const own = virtualService.clientPolicy;
    const policy = own?.tls ? own : spec.backendDefaults?.clientPolicy;
    return [{ service: virtualService.virtualServiceName, policy, path: `backends[${i}]` }];
  });
}

/** Calls that fail since the two sides want different things. One for each service and kind is enough to know. */
export function callTlsProblems(owner: Resource, calls: readonly Call[], snapshot: MeshSnapshot): Problem[] {
  if (!speaksTls(snapshot)) return [];
  return calls.flatMap(({ service, policy, path }) => {
    const targets = listenersOf(service, snapshot);
    const plain = targets.find(({ listener }) => isEnforcedFor(policy, listener) && !hasTls(listener));
    const mutual = targets.find(({ listener }) => wantsCertificate(listener) && !policy?.tls?.certificate);
    return [
      ...(plain ? [problem(owner, 'policy-target-without-tls', path, { service, target: plain.node })] : []),
      ...(mutual ? [problem(owner, 'target-wants-certificate', path, { service, target: mutual.node })] : []),
    ];
  });
}

const tlsMeshes = new WeakMap<MeshSnapshot['virtualNodes'], boolean>();

/** Most meshes have no TLS at all: then nothing needs a second look after each change of a route. */
export function speaksTls({ virtualNodes }: MeshSnapshot): boolean {
  const known = tlsMeshes.get(virtualNodes);
  if (known !== undefined) return known;
  const found = [...virtualNodes.values()].some(
    (node) => (node.spec.listeners ?? []).some(hasTls) || clientPoliciesOf(node).some(({ policy }) => policy.tls),
  );
  tlsMeshes.set(virtualNodes, found);
  return found;
}

function hasTls({ tls }: Listener): boolean {
  return tls !== undefined && tls.mode !== 'DISABLED';
}

function wantsCertificate(listener: Listener): boolean {
  return hasTls(listener) && listener.tls?.validation !== undefined;
}

function isEnforcedFor(policy: AnyPolicy | undefined, { portMapping }: Listener): boolean {
  if (!policy?.tls || policy.tls.enforce === false) return false;
  const { ports = [] } = policy.tls;
  return ports.length === 0 || ports.includes(portMapping.port);
}

interface TargetListener {
  node: string;
  listener: Listener;
}

/** Listeners that requests to a service may reach. */
function listenersOf(service: string, snapshot: MeshSnapshot): TargetListener[] {
  const { virtualNode, virtualRouter } = snapshot.virtualServices.get(service)?.spec.provider ?? {};
  if (virtualNode) return nodeListeners(virtualNode.virtualNodeName, snapshot, {});
  return (snapshot.routes.get(virtualRouter?.virtualRouterName ?? '') ?? []).flatMap(({ spec }) => {
    const protocol = spec.httpRoute ? 'http' : spec.http2Route ? 'http2' : spec.grpcRoute ? 'grpc' : 'tcp';
    return weightedTargetsOf(spec).flatMap((target) =>
      nodeListeners(target.virtualNode, snapshot, { port: target.port, protocol }),
    );
  });
}

function nodeListeners(
  node: string,
  snapshot: MeshSnapshot,
  { port, protocol }: { port?: number | undefined; protocol?: PortProtocol },
): TargetListener[] {
  return (snapshot.virtualNodes.get(node)?.spec.listeners ?? [])
    .filter(({ portMapping }) => (port ?? portMapping.port) === portMapping.port)
    .filter(({ portMapping }) => (protocol ?? portMapping.protocol) === portMapping.protocol)
    .map((listener) => ({ node, listener }));
}
