import { concatBytes } from '@noble/hashes/utils.js';
import { RouteConfigurationSchema } from '@/lib/envoy-api';
import { ingressClusterName } from '@/lib/model';
import type { IngressIr, NodeIr } from '../ir/node';
import type { EncodedResource } from '../types';
import { allowAllClusterName } from './special-clusters';
import { type Fragment, fragment } from './virtual-host';
import { contentHash, duration, encode, encodeResource, internResource } from './wire';

/** Name of a route configuration, as App Mesh's. */
export function routeConfigName(direction: 'ingress' | 'egress', port: number): string {
  return `rds_${direction}_http_${port}`;
}

/**
 * Puts virtual hosts together. With `ignorePort` the port of the Host header does not count: on an intercepted port
 * the host alone tells the service, and a foreign port in the header is not answered with 404.
 */
export function spliceRouteConfig(name: string, ignorePort: boolean, fragments: readonly Fragment[]): EncodedResource {
  const version = contentHash(`${name}\n${ignorePort}\n${fragments.map((part) => part.hash).join('\n')}`);
  return internResource('route', { name, version }, () =>
    concatBytes(ownFields(name, ignorePort), ...fragments.map((part) => part.bytes)),
  );
}

const encodedFields = new Map<string, Uint8Array>();

/** All but the virtual hosts, encoded once: there are no more of these than ports. */
function ownFields(name: string, ignorePort: boolean): Uint8Array {
  const key = `${ignorePort} ${name}`;
  const known = encodedFields.get(key);
  if (known) return known;
  const bytes = encode(RouteConfigurationSchema, { name, ignorePortInHostMatching: ignorePort });
  encodedFields.set(key, bytes);
  return bytes;
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
