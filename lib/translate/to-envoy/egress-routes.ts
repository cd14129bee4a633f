import type { HostIr, HttpEgressIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import { rememberByName } from '../memo';
import type { EncodedResource } from '../types';
import { allowAllFragment, emptyFragment, routeConfigName, spliceRouteConfig } from './route-config';
import { type Fragment, serviceFragment } from './virtual-host';

const configs = rememberByName<NodeIr, EncodedResource>();

/**
 * The route configuration of one egress port. Intercepted ports serve one port each: there the port of a Host header
 * does not count, and under ALLOW_ALL unknown hosts go where they were sent.
 */
export function egressRouteConfig(node: NodeIr, egress: HttpEgressIr, intercepted: boolean): EncodedResource {
  const name = routeConfigName('egress', egress.listenPort);
  const passes = intercepted && node.allowAll && !egress.hosts.some((host) => host.domains.includes('*'));
  const fragments = [
    ...egress.hosts.map((host) => hostFragment(node.mesh, host)),
    ...(passes ? [allowAllFragment(node.mesh)] : []),
  ];
  const hashes = fragments.map((fragment) => fragment.hash);
  return configs(node, `${name} ${intercepted}`, hashes, () => spliceRouteConfig(name, intercepted, fragments));
}

function hostFragment(mesh: string, { name, domains, port, closedPorts }: HostIr): Fragment {
  if (!port) return emptyFragment(name, domains);
  return serviceFragment({ mesh, closedPorts }, { name, domains }, port);
}
