import type { HttpEgressIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import { once } from '../memo';
import type { EncodedResource } from '../types';
import { allowAllFragment, routeConfigName, spliceRouteConfig } from './route-config';
import { type Fragment, hostFragment } from './virtual-host';

const passing = once<NodeIr, Fragment>();

/**
 * The route configuration of one egress port. Intercepted ports serve one port each: there the port of a Host header
 * does not count, and under ALLOW_ALL unknown hosts go where they were sent.
 */
export function egressRouteConfig(node: NodeIr, egress: HttpEgressIr, intercepted: boolean): EncodedResource {
  const fragments = egress.hosts.map((host) => hostFragment(node.mesh, host));
  const passes = intercepted && node.allowAll && !egress.hosts.some((host) => host.domains.includes('*'));
  if (passes) fragments.push(passing(node, () => allowAllFragment(node.mesh)));
  return spliceRouteConfig(routeConfigName('egress', egress.listenPort), intercepted, fragments);
}
