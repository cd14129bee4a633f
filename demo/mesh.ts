/**
 * Makes the demo's mesh through the App Mesh API, as any user of AWS's SDK would. What is already there stays as it
 * is, so that a second start keeps what people changed.
 */
import {
  AppMeshClient,
  CreateMeshCommand,
  CreateRouteCommand,
  CreateVirtualNodeCommand,
  CreateVirtualRouterCommand,
  CreateVirtualServiceCommand,
} from '@aws-sdk/client-app-mesh';
import { MESH, SERVICE_PORT, SERVICES, type Service, WORKLOADS, type Workload } from './scenario';

export interface ApiAccess {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

const portMapping = { port: SERVICE_PORT, protocol: 'http' } as const;

/** Creates what is missing of the scenario's mesh. */
export async function createMesh(access: ApiAccess): Promise<void> {
  const client = new AppMeshClient(access);
  const unlessThere = async (creation: Promise<unknown>) => {
    await creation.catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'ConflictException') throw error;
    });
  };
  try {
    await unlessThere(client.send(new CreateMeshCommand({ meshName: MESH, spec: {} })));
    for (const service of SERVICES) {
      for (const workload of backendsOf(service)) await unlessThere(client.send(virtualNode(workload)));
      await unlessThere(client.send(virtualRouter(service)));
      await unlessThere(client.send(route(service)));
      await unlessThere(client.send(virtualService(service)));
    }
    for (const workload of WORKLOADS) await unlessThere(client.send(virtualNode(workload)));
  } finally {
    client.destroy();
  }
}

function backendsOf(service: Service): Workload[] {
  return WORKLOADS.filter(({ node }) => service.targets.some((target) => target.virtualNode === node));
}

function virtualNode(workload: Workload): CreateVirtualNodeCommand {
  const { namespace, service } = workload.registry;
  const backends = SERVICES.map(({ virtualService }) => ({ virtualService: { virtualServiceName: virtualService } }));
  return new CreateVirtualNodeCommand({
    meshName: MESH,
    virtualNodeName: workload.node,
    spec: {
      listeners: [{ portMapping }],
      serviceDiscovery: {
        awsCloudMap: {
          namespaceName: namespace,
          serviceName: service,
          attributes: [{ key: 'version', value: workload.version }],
        },
      },
      ...(workload.role === 'frontend' && { backends }),
    },
  });
}

function virtualRouter({ router }: Service): CreateVirtualRouterCommand {
  return new CreateVirtualRouterCommand({
    meshName: MESH,
    virtualRouterName: router,
    spec: { listeners: [{ portMapping }] },
  });
}

function route(service: Service): CreateRouteCommand {
  return new CreateRouteCommand({
    meshName: MESH,
    virtualRouterName: service.router,
    routeName: service.route,
    spec: { httpRoute: { match: { prefix: '/' }, action: { weightedTargets: [...service.targets] } } },
  });
}

function virtualService({ virtualService, router }: Service): CreateVirtualServiceCommand {
  return new CreateVirtualServiceCommand({
    meshName: MESH,
    virtualServiceName: virtualService,
    spec: { provider: { virtualRouter: { virtualRouterName: router } } },
  });
}
