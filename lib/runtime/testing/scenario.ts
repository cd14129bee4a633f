/** The smallest mesh with a split: a caller, a service with a router, two targets with an Envoy each. */
import {
  CreateMeshCommand,
  CreateRouteCommand,
  CreateVirtualNodeCommand,
  CreateVirtualRouterCommand,
  CreateVirtualServiceCommand,
  UpdateRouteCommand,
} from '@aws-sdk/client-app-mesh';
import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
} from '@aws-sdk/client-servicediscovery';
import type { Plane } from './plane';

export const MESH = 'shop';
export const SERVICE = 'back.apps.local';
const ROUTER = { meshName: MESH, virtualRouterName: 'back-router' };
export const ROUTE = { ...ROUTER, routeName: 'back-route' };
export const CLOUD_MAP = { namespaceName: 'apps.local', serviceName: 'back' };

type Clients = Pick<Plane, 'appMesh' | 'cloudMap'>;

/** Everything but the instances. Calls go from `front` to `back.apps.local`: 100 to v1, 0 to v2. */
export async function createMesh({ appMesh }: Pick<Clients, 'appMesh'>): Promise<void> {
  await appMesh.send(new CreateMeshCommand({ meshName: MESH }));
  for (const version of ['v1', 'v2']) {
    const discovery = { ...CLOUD_MAP, attributes: [{ key: 'version', value: version }] };
    const spec = {
      listeners: [{ portMapping: { port: 8080, protocol: 'http' as const } }],
      serviceDiscovery: { awsCloudMap: discovery },
    };
    await appMesh.send(new CreateVirtualNodeCommand({ meshName: MESH, virtualNodeName: `back-${version}`, spec }));
  }
  const listeners = [{ portMapping: { port: 8080, protocol: 'http' as const } }];
  await appMesh.send(new CreateVirtualRouterCommand({ ...ROUTER, spec: { listeners } }));
  await appMesh.send(new CreateRouteCommand({ ...ROUTE, spec: routeSpec(100, 0) }));
  const provider = { virtualRouter: { virtualRouterName: ROUTER.virtualRouterName } };
  await appMesh.send(
    new CreateVirtualServiceCommand({ meshName: MESH, virtualServiceName: SERVICE, spec: { provider } }),
  );
  const front = { backends: [{ virtualService: { virtualServiceName: SERVICE } }] };
  await appMesh.send(new CreateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'front', spec: front }));
}

export function routeSpec(v1: number, v2: number) {
  const weightedTargets = [
    { virtualNode: 'back-v1', weight: v1 },
    { virtualNode: 'back-v2', weight: v2 },
  ];
  return { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } };
}

/** Changes the split; answers with the mesh's revision. */
export async function setWeights({ appMesh }: Pick<Clients, 'appMesh'>, v1: number, v2: number): Promise<number> {
  const command = new UpdateRouteCommand({ ...ROUTE, spec: routeSpec(v1, v2) });
  let revision = 0;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers: Record<string, string> };
      revision = Number(headers['x-meshkeep-revision']);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  await appMesh.send(command);
  return revision;
}

/** Registers an instance of the service for each version, at these ports of 127.0.0.1. */
export async function registerInstances(
  { cloudMap }: Pick<Clients, 'cloudMap'>,
  ports: { v1: number; v2: number },
): Promise<void> {
  await cloudMap.send(new CreateHttpNamespaceCommand({ Name: CLOUD_MAP.namespaceName }));
  const { Namespaces = [] } = await cloudMap.send(new ListNamespacesCommand({}));
  const namespaceId = Namespaces.find(({ Name }) => Name === CLOUD_MAP.namespaceName)?.Id;
  const created = await cloudMap.send(
    new CreateServiceCommand({ Name: CLOUD_MAP.serviceName, NamespaceId: namespaceId }),
  );
  for (const [version, port] of Object.entries(ports)) {
    await cloudMap.send(
      new RegisterInstanceCommand({
        ServiceId: created.Service?.Id,
        InstanceId: version,
        Attributes: { AWS_INSTANCE_IPV4: '127.0.0.1', AWS_INSTANCE_PORT: String(port), version },
      }),
    );
  }
}

/** Metadata of a proxy in explicit mode: no listener of its own, or one that hands on to `appPort`. */
export function explicitMetadata(ports: { egress: number; ingress?: { port: number; appPort: number } }) {
  const listeners = ports.ingress
    ? [{ port: 8080, ingressPort: ports.ingress.port, appAddress: '127.0.0.1', appPort: ports.ingress.appPort }]
    : [];
  return {
    meshkeep: { dataplane: 'explicit', address: '127.0.0.1', listeners, egressPort: ports.egress, tcp: [] },
  };
}
