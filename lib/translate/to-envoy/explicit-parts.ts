import type { EgressIr } from '../ir/egress';
import type { IngressIr, NodeIr } from '../ir/node';
import { rememberByName } from '../memo';
import { isIp } from '../to-ir/ip';
import type { DataplaneMode, EncodedResource, ProxyProfile } from '../types';
import { explicitEgressHttp, explicitEgressTcp, explicitIngress } from './explicit-listeners';
import type { NodeParts } from './node-parts';
import { ingressRouteConfig } from './route-config';
import { ingressCluster } from './special-clusters';
import { tcpPlan } from './tcp-plan';

type Explicit = Extract<DataplaneMode, { mode: 'explicit' }>;
type Place = Explicit['listeners'][number];

const NOTHING: NodeParts = { listeners: [], routes: [], clusters: [] };
const listeners = rememberByName<NodeIr, readonly EncodedResource[]>();
const ingresses = rememberByName<NodeIr, Pick<NodeParts, 'clusters' | 'routes'>>();

/**
 * What a proxy with explicit ports gets besides the routes to its backends and the clusters of their targets. A listener of the node without
 * a place in the profile is not served; on an address that is none, nothing is (Envoy would refuse each listener).
 */
export function explicitParts(
  node: NodeIr,
  egress: EgressIr,
  profile: ProxyProfile,
  { dataplane, form }: { dataplane: Explicit; form: string },
): NodeParts {
  if (!isIp(dataplane.address)) return NOTHING;
  const tcp = egress.tcp.map(({ listenPort, port, policy }) => ({
    listenPort,
    chain: { port, plan: tcpPlan({ mesh: node.mesh, policy }, port) },
  }));
  const own = ingresses(node, form, [], () => ingressParts(node, dataplane));
  const keys = tcp.map(({ listenPort, chain }) => `${listenPort} ${chain.plan.key}`);
  return {
    clusters: own.clusters,
    routes: own.routes,
    listeners: listeners(node, form, keys, () => {
      const context = { node, profile };
      const { address, egressPort } = dataplane;
      return withoutClashes([
        ...served(node, dataplane).map(({ listener, place }) => ({
          port: place.ingressPort,
          make: () => explicitIngress(context, { address, port: place.ingressPort }, listener),
        })),
        { port: egressPort, make: () => explicitEgressHttp(context, { address, port: egressPort }) },
        ...tcp.map(({ listenPort, chain }) => ({
          port: listenPort,
          make: () => explicitEgressTcp(context, { address, port: listenPort }, chain),
        })),
      ]);
    }),
  };
}

/** The node's listeners that the profile gives a place. */
function served(node: NodeIr, { listeners: places }: Explicit): { listener: IngressIr; place: Place }[] {
  return node.ingress.flatMap((listener) => {
    const place = places.find((one) => one.port === listener.port);
    return place ? [{ listener, place }] : [];
  });
}

function ingressParts(node: NodeIr, dataplane: Explicit): Pick<NodeParts, 'clusters' | 'routes'> {
  const all = served(node, dataplane);
  return {
    clusters: all.map(({ listener, place }) =>
      ingressCluster(node, listener, { address: place.appAddress, port: place.appPort }),
    ),
    routes: all
      .filter(({ listener }) => listener.protocol !== 'tcp')
      .map(({ listener }) => ingressRouteConfig(node, listener)),
  };
}

/** Of two listeners on one port the first stays: two of one name would make Envoy refuse both. */
function withoutClashes(wanted: { port: number; make: () => EncodedResource }[]): EncodedResource[] {
  const taken = new Set<number>();
  return wanted.filter(({ port }) => !taken.has(port) && taken.add(port)).map(({ make }) => make());
}
