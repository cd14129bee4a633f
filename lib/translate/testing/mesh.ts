/** Makes resources of one mesh with few words. For tests. */
import {
  buildSnapshot,
  type GatewayRouteSpec,
  type Instance,
  type InstanceDirectory,
  type Kind,
  type MeshSnapshot,
  type PortProtocol,
  type Resource,
  type RouteSpec,
  type SpecByKind,
  type VirtualGatewaySpec,
  type VirtualNodeSpec,
  type VirtualRouterListener,
} from '@/lib/model';

const KEY = { account: '000000000000', region: 'us-east-1', mesh: 'test' };

export class TestMesh {
  readonly #resources: Resource[] = [];
  readonly #instances = new Map<string, Instance[]>();

  constructor(spec: SpecByKind['mesh'] = {}) {
    this.#add('mesh', KEY.mesh, spec);
  }

  /** A node that is found at one port of 127.0.0.1, or at several. */
  target(
    name: string,
    protocol: PortProtocol,
    at: number | readonly number[],
    more: Partial<VirtualNodeSpec> = {},
  ): this {
    const instances = [at].flat().map((port) => ({
      id: `${name}-${port}`,
      attributes: { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(port) },
    }));
    this.#instances.set(name, instances);
    return this.node(name, {
      listeners: [{ portMapping: { port: 1000, protocol } }],
      serviceDiscovery: { awsCloudMap: { namespaceName: 'test', serviceName: name } },
      ...more,
    });
  }

  node(name: string, spec: VirtualNodeSpec): this {
    return this.#add('virtualNode', name, spec);
  }

  /** A service with a router of the same name and one listener. */
  service(name: string, protocol: PortProtocol, port: number, routes: Record<string, RouteSpec>): this {
    return this.#routed(name, [{ portMapping: { port, protocol } }], routes);
  }

  /** A service with a router of the same name that listens for HTTP on several ports. */
  routerOf(name: string, ports: readonly number[], routes: Record<string, RouteSpec>): this {
    const listeners = ports.map((port) => ({ portMapping: { port, protocol: 'http' as const } }));
    return this.#routed(name, listeners, routes);
  }

  #routed(name: string, listeners: VirtualRouterListener[], routes: Record<string, RouteSpec>): this {
    this.#add('virtualRouter', name, { listeners });
    this.#add('virtualService', name, { provider: { virtualRouter: { virtualRouterName: name } } });
    for (const [route, spec] of Object.entries(routes)) this.#add('route', route, spec, name);
    return this;
  }

  /** A gateway with its routes. */
  gateway(name: string, spec: VirtualGatewaySpec, routes: Record<string, GatewayRouteSpec>): this {
    this.#add('virtualGateway', name, spec);
    for (const [route, routeSpec] of Object.entries(routes)) this.#add('gatewayRoute', route, routeSpec, name);
    return this;
  }

  snapshot(): MeshSnapshot {
    return buildSnapshot(KEY, 1, this.#resources);
  }

  directory(): InstanceDirectory {
    const none: Instance[] = [];
    return { instances: (_, serviceName) => this.#instances.get(serviceName) ?? none };
  }

  #add<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): this {
    this.#resources.push({
      meshKey: KEY,
      kind,
      ...(parent !== undefined && { parent }),
      name,
      uid: `${kind}-${name}`,
      version: 1,
      createdAt: 0,
      lastUpdatedAt: 0,
      resourceOwner: KEY.account,
      spec,
      tags: [],
      writer: { door: 'sdk', who: 'test', userAgent: '' },
    });
    return this;
  }
}
