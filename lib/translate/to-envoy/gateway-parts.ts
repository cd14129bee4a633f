import type { MeshSnapshot, Resource } from '@/lib/model';
import type { GatewayIr } from '../ir/gateway';
import { rememberByName } from '../memo';
import { gatewayIr } from '../to-ir/gateway';
import { isIp } from '../to-ir/ip';
import { serviceIr } from '../to-ir/service';
import type { ProxyProfile } from '../types';
import { selfRedirectCluster } from './gateway-clusters';
import { gatewayListener, gatewayPlaces, secondHopListener } from './gateway-listeners';
import { secondHop } from './gateway-names';
import { gatewayRouteConfig, targetRouteConfig } from './gateway-routes';
import type { WholeProxy } from './node-parts';
import { reachOf } from './reach';
import { serverSecrets } from './secrets';
import { logClusters } from './special-clusters';

const NOTHING: WholeProxy = { listeners: [], routes: [], clusters: [], assignments: [], secrets: [] };
const wholes = rememberByName<Resource<'virtualGateway'>, WholeProxy>();

/**
 * Everything that one virtual gateway's proxy gets but the endpoints of the moment: the same object as long as the
 * gateway, the mesh, its routes, the services they lead to and the profile (by its text `form`) stay the same.
 */
export function wholeGateway(
  snapshot: MeshSnapshot,
  gateway: Resource<'virtualGateway'>,
  profile: ProxyProfile,
  form: string,
): WholeProxy {
  const routes = snapshot.gatewayRoutes.get(gateway.name) ?? [];
  const services = routes.map(({ spec }) => {
    const target = (spec.httpRoute ?? spec.http2Route ?? spec.grpcRoute)?.action.target;
    return serviceIr(snapshot, target?.virtualService.virtualServiceName ?? '');
  });
  return wholes(gateway, form, [snapshot.mesh, ...routes, ...services], () =>
    makeWhole(gatewayIr(snapshot, gateway), profile),
  );
}

function makeWhole(gateway: GatewayIr, profile: ProxyProfile): WholeProxy {
  const { dataplane } = profile;
  if (dataplane.mode === 'explicit' && !isIp(dataplane.address)) return NOTHING;
  const hop = secondHop(dataplane);
  const places = gatewayPlaces(gateway, profile, hop);
  const reach = reachOf(gateway, {
    http: [{ listenPort: hop.port, hosts: gateway.targets.map(({ host }) => host) }],
    tcp: [],
  });
  return {
    listeners: [...places.map((place) => gatewayListener(gateway, place)), secondHopListener(gateway, profile, hop)],
    routes: [
      ...places.map(({ listener }) => gatewayRouteConfig(gateway, listener, hop)),
      targetRouteConfig(gateway, hop),
    ],
    clusters: [
      ...places.map(({ listener }) => selfRedirectCluster(gateway, listener, hop)),
      ...reach.clusters,
      ...logClusters(profile),
    ],
    assignments: reach.assignments,
    secrets: [...places.flatMap(({ listener }) => serverSecrets(listener.tls)), ...reach.secrets],
  };
}
