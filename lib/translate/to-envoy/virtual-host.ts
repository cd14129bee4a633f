import { RouteConfigurationSchema, type VirtualHostSchema } from '@/lib/envoy-api';
import type { HttpServicePortIr } from '../ir/service';
import { rememberByName } from '../memo';
import { type CallerIr, envoyRoute } from './route';
import { contentHash, encode, type Init } from './wire';

/**
 * One virtual host, encoded as a route configuration that holds nothing else: concatenated messages are a valid
 * message with all their fields, so a whole configuration is put together without encoding anything again.
 */
export interface Fragment {
  bytes: Uint8Array;
  hash: string;
}

/** What names a virtual host. Domains are unique within its route configuration. */
export interface HostName {
  name: string;
  domains: readonly string[];
}

const fragments = rememberByName<HttpServicePortIr, Fragment>();

/** Encodes a virtual host. */
export function fragment(virtualHost: Init<typeof VirtualHostSchema>): Fragment {
  const bytes = encode(RouteConfigurationSchema, { virtualHosts: [virtualHost] });
  return { bytes, hash: contentHash(bytes) };
}

/** The virtual host of one service port, shared by all callers with the same policies. */
export function serviceFragment(caller: CallerIr, host: HostName, port: HttpServicePortIr): Fragment {
  const form = [caller.mesh, host.name, ...host.domains, String(caller.closedPorts)].join('\n');
  return fragments(port, form, [], () =>
    fragment({
      name: host.name,
      domains: [...host.domains],
      routes: port.routes.map((route) => envoyRoute(caller, route)).filter((route) => route !== undefined),
    }),
  );
}
