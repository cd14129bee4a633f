import { RouteConfigurationSchema, type VirtualHostSchema } from '@/lib/envoy-api';
import type { HostIr } from '../ir/egress';
import { remember } from '../memo';
import { envoyRoute } from './route';
import { contentHash, encode, type HashWords, hashWords, type Init } from './wire';

/**
 * Part of a route configuration, mostly one virtual host, encoded as if it were the whole: concatenated messages are a valid
 * message with all their fields, so a whole configuration is put together without encoding anything again.
 */
export interface Fragment {
  bytes: Uint8Array;
  hash: HashWords;
}

const fragments = remember<HostIr, Fragment>();

/** Encodes a virtual host. */
export function fragment(virtualHost: Init<typeof VirtualHostSchema>): Fragment {
  return encodedFragment({ virtualHosts: [virtualHost] });
}

/** Encodes some fields of a route configuration. */
export function encodedFragment(fields: Init<typeof RouteConfigurationSchema>): Fragment {
  const bytes = encode(RouteConfigurationSchema, fields);
  return { bytes, hash: hashWords(contentHash(bytes)) };
}

/** The virtual host of one service port, shared by all callers with the same policies; empty without a provider. */
export function hostFragment(mesh: string, host: HostIr): Fragment {
  return fragments(host, [mesh], () => {
    const caller = { mesh, policy: host.policy };
    const routes = host.port?.routes.map((route) => envoyRoute(caller, route)) ?? [];
    return fragment({
      name: host.name,
      domains: [...host.domains],
      routes: routes.filter((route) => route !== undefined),
    });
  });
}
