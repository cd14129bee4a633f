import type { Kind } from '@/lib/model';

/** Names of the seven kinds: one, several, and inside a sentence. */
export const kinds = {
  one: {
    mesh: 'Mesh',
    virtualNode: 'Virtual node',
    virtualRouter: 'Virtual router',
    route: 'Route',
    virtualService: 'Virtual service',
    virtualGateway: 'Virtual gateway',
    gatewayRoute: 'Gateway route',
  },
  many: {
    mesh: 'Meshes',
    virtualNode: 'Virtual nodes',
    virtualRouter: 'Virtual routers',
    route: 'Routes',
    virtualService: 'Virtual services',
    virtualGateway: 'Virtual gateways',
    gatewayRoute: 'Gateway routes',
  },
  inText: {
    mesh: 'mesh',
    virtualNode: 'virtual node',
    virtualRouter: 'virtual router',
    route: 'route',
    virtualService: 'virtual service',
    virtualGateway: 'virtual gateway',
    gatewayRoute: 'gateway route',
  },
  hint: {
    mesh: 'The boundary: services inside one mesh can call each other.',
    virtualNode: 'A running service: where it listens, how it is found, what it may call.',
    virtualRouter: 'Splits the calls of a virtual service; its routes say where to.',
    route: 'A condition and the targets that get the matching requests.',
    virtualService: 'The name that callers use.',
    virtualGateway: 'An entrance from outside into the mesh.',
    gatewayRoute: 'Which requests at the gateway go to which virtual service.',
  },
} as const satisfies Record<string, Record<Kind, string>>;
