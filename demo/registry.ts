/** Registers the demo's instances through the Cloud Map API, as ECS and the Kubernetes controller do. */
import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  GetOperationCommand,
  ListNamespacesCommand,
  ListServicesCommand,
  RegisterInstanceCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import type { ApiAccess } from './mesh';
import { WORKLOADS, type Workload } from './scenario';
import { waitFor } from './wait';

/** Where a workload's Envoy takes its requests. */
export type AddressOf = (workload: Workload) => { ipv4: string; port: number };

/** Registers every workload at its address; namespaces and services are made where they are missing. */
export async function registerInstances(access: ApiAccess, addressOf: AddressOf): Promise<void> {
  const client = new ServiceDiscoveryClient(access);
  try {
    for (const workload of WORKLOADS) {
      const namespaceId = await ensureNamespace(client, workload.registry.namespace);
      const serviceId = await ensureService(client, namespaceId, workload.registry.service);
      await register(client, serviceId, workload, addressOf(workload));
    }
  } finally {
    client.destroy();
  }
}

async function ensureNamespace(client: ServiceDiscoveryClient, name: string): Promise<string> {
  const { Namespaces = [] } = await client.send(new ListNamespacesCommand({ MaxResults: 100 }));
  const found = Namespaces.find((namespace) => namespace.Name === name)?.Id;
  if (found) return found;
  const { OperationId } = await client.send(new CreateHttpNamespaceCommand({ Name: name }));
  const { Targets } = await finish(client, OperationId, `namespace ${name}`);
  const id = Targets?.NAMESPACE;
  if (!id) throw new Error(`the operation that made namespace ${name} names no namespace`);
  return id;
}

async function ensureService(client: ServiceDiscoveryClient, namespaceId: string, name: string): Promise<string> {
  const filter = { Name: 'NAMESPACE_ID', Values: [namespaceId] } as const;
  const { Services = [] } = await client.send(
    new ListServicesCommand({ Filters: [{ ...filter, Values: [...filter.Values] }], MaxResults: 100 }),
  );
  const found = Services.find((service) => service.Name === name)?.Id;
  if (found) return found;
  const { Service } = await client.send(new CreateServiceCommand({ Name: name, NamespaceId: namespaceId }));
  if (!Service?.Id) throw new Error(`creating service ${name} answered no id`);
  return Service.Id;
}

async function register(
  client: ServiceDiscoveryClient,
  serviceId: string,
  workload: Workload,
  address: { ipv4: string; port: number },
): Promise<void> {
  const { OperationId } = await client.send(
    new RegisterInstanceCommand({
      ServiceId: serviceId,
      InstanceId: workload.node,
      Attributes: {
        AWS_INSTANCE_IPV4: address.ipv4,
        AWS_INSTANCE_PORT: String(address.port),
        version: workload.version,
      },
    }),
  );
  await finish(client, OperationId, `instance ${workload.node}`);
}

async function finish(client: ServiceDiscoveryClient, id: string | undefined, what: string) {
  return waitFor(`Cloud Map to finish ${what}`, async () => {
    const { Operation } = await client.send(new GetOperationCommand({ OperationId: id }));
    if (Operation?.Status === 'FAIL') throw new Error(`Cloud Map refused ${what}: ${Operation.ErrorMessage}`);
    return Operation?.Status === 'SUCCESS' && Operation;
  });
}
