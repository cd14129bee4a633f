import { concatBytes } from '@noble/hashes/utils.js';
import { RouteConfigurationSchema } from '@/lib/envoy-api';
import { ingressClusterName } from '@/lib/model';
import type { IngressIr, NodeIr } from '../ir/node';
import type { EncodedResource } from '../types';
import { allowAllClusterName } from './special-clusters';
import { encodedFragment, type Fragment, fragment } from './virtual-host';
import { combinedHash, duration, encodeResource } from './wire';

/** Name of a route configuration, as App Mesh's. */
export function routeConfigName(direction: 'ingress' | 'egress', port: number): string {
  return `rds_${direction}_http_${port}`;
}

/**
 * Puts virtual hosts together. With `ignorePort` the port of the Host header does not count: on an intercepted port
 * the host alone tells the service, and a foreign port in the header is not answered with 404.
 */
export function spliceRouteConfig(name: string, ignorePort: boolean, fragments: readonly Fragment[]): EncodedResource {
  return new SplicedResource(name, [ownFields(name, ignorePort), ...fragments]);
}

/** A resource that holds no bytes of its own: thousands of proxies have different lists of the same virtual hosts. */
class SplicedResource implements EncodedResource {
  readonly version: string;
  readonly parts: readonly Uint8Array[];

  constructor(
    readonly name: string,
    fragments: readonly Fragment[],
  ) {
    this.version = combinedHash(fragments.map((part) => part.hash));
    this.parts = fragments.map((part) => part.bytes);
  }

  get bytes(): Uint8Array {
    return concatBytes(...this.parts);
  }
}

const encodedFields = new Map<string, Fragment>();

/** All but the virtual hosts, encoded once: there are no more of these than ports. */
function ownFields(name: string, ignorePort: boolean): Fragment {
  const key = `${ignorePort} ${name}`;
  const known = encodedFields.get(key);
  if (known) return known;
  const made = encodedFragment({ name, ignorePortInHostMatching: ignorePort });
  encodedFields.set(key, made);
  return made;
}

/** Requests to hosts outside the mesh go where they were sent. */
export function allowAllFragment(mesh: string): Fragment {
  return fragment({
    name: 'mesh-allow-all',
    domains: ['*'],
    routes: [
      {
        name: 'mesh-allow-all',
        match: { pathSpecifier: { case: 'prefix', value: '/' } },
        action: {
          case: 'route',
          value: { clusterSpecifier: { case: 'cluster', value: allowAllClusterName(mesh) }, timeout: duration(0) },
        },
      },
    ],
  });
}

/** Everything that arrives at a listener goes to the application. */
export function ingressRouteConfig(node: NodeIr, listener: IngressIr): EncodedResource {
  const cluster = ingressClusterName(node.mesh, node.virtualNode, listener.protocol, listener.port);
  return encodeResource('route', RouteConfigurationSchema, {
    name: routeConfigName('ingress', listener.port),
    virtualHosts: [
      {
        name: 'ingress',
        domains: ['*'],
        routes: [
          {
            name: 'ingress',
            match: { pathSpecifier: { case: 'prefix', value: '/' } },
            action: {
              case: 'route',
              value: {
                clusterSpecifier: { case: 'cluster', value: cluster },
                timeout: duration(listener.requestTimeoutMs),
                idleTimeout: duration(listener.idleTimeoutMs),
              },
            },
          },
        ],
      },
    ],
  });
}
