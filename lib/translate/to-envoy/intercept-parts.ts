import type { EgressIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import { rememberByName } from '../memo';
import type { EncodedResource, ProxyProfile } from '../types';
import { interceptEgress, interceptIngress } from './intercept-listeners';
import type { NodeParts } from './node-parts';
import { ingressRouteConfig } from './route-config';
import { allowAllCluster, amazonCluster, ingressCluster } from './special-clusters';
import { tcpPlan } from './tcp-plan';

const listeners = rememberByName<NodeIr, readonly EncodedResource[]>();
const ownClusters = rememberByName<NodeIr, readonly EncodedResource[]>();
const ownRoutes = rememberByName<NodeIr, readonly EncodedResource[]>();

/** What a proxy behind iptables gets besides the routes to its backends and the clusters of their targets. */
export function interceptParts(node: NodeIr, egress: EgressIr, profile: ProxyProfile, form: string): NodeParts {
  return {
    listeners: interceptListeners(node, egress, profile, form),
    routes: ownRoutes(node, '', [], () =>
      node.ingress.filter(({ protocol }) => protocol !== 'tcp').map((listener) => ingressRouteConfig(node, listener)),
    ),
    clusters: ownClusters(node, '', [], () => [
      ...node.ingress.map((listener) => ingressCluster(node, listener)),
      amazonCluster(node.mesh),
      ...(node.allowAll ? [allowAllCluster(node.mesh)] : []),
    ]),
  };
}

function interceptListeners(node: NodeIr, egress: EgressIr, profile: ProxyProfile, form: string) {
  const httpPorts = egress.http.map(({ listenPort }) => listenPort);
  const tcp = egress.tcp.map(({ port, policy }) => ({
    port,
    plan: tcpPlan({ mesh: node.mesh, policy }, port),
  }));
  const keys = [...httpPorts, ...tcp.map(({ plan }) => plan.key)];
  return listeners(node, form, keys, () => {
    const context = { node, profile };
    const ingress = interceptIngress(context);
    return [...(ingress ? [ingress] : []), interceptEgress(context, httpPorts, tcp)];
  });
}
