import { RouteConfigurationSchema, type VirtualHostSchema } from '@/lib/envoy-api';
import type { HostIr } from '../ir/egress';
import { remember } from '../memo';
import { envoyRoute } from './route';
import { contentHash, encode, type Init } from './wire';

/**
 * One virtual host, encoded as a route configuration that holds nothing else: concatenated messages are a valid
 * message with all their fields, so a whole configuration is put together without encoding anything again.
 */
export interface Fragment {
  bytes: Uint8Array;
  hash: string;
}

const fragments = remember<HostIr, Fragment>();

/** Encodes a virtual host. */
export function fragment(virtualHost: Init<typeof VirtualHostSchema>): Fragment {
  const bytes = encode(RouteConfigurationSchema, { virtualHosts: [virtualHost] });
  return { bytes, hash: contentHash(bytes) };
}

/** The virtual host of one service port, shared by all callers with the same policies; empty without a provider. */
export function hostFragment(mesh: string, host: HostIr): Fragment {
  return fragments(host, [mesh], () => {
    const caller = { mesh, closedPorts: host.closedPorts };
    const routes = host.port?.routes.map((route) => envoyRoute(caller, route)) ?? [];
    return fragment({
      name: host.name,
      domains: [...host.domains],
      routes: routes.filter((route) => route !== undefined),
    });
  });
}
