/** What the App Mesh controller for Kubernetes does with Cloud Map, in its order (pkg/cloudmap of the controller). */
import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DeregisterInstanceCommand,
  GetInstanceCommand,
  GetInstancesHealthStatusCommand,
  GetOperationCommand,
  GetServiceCommand,
  type InstanceSummary,
  ListInstancesCommand,
  ListNamespacesCommand,
  ListServicesCommand,
  type NamespaceSummary,
  RegisterInstanceCommand,
  type ServiceDiscoveryClient,
  type ServiceSummary,
  UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDirectory } from '@/lib/discovery';
import { instanceMatches } from '@/lib/model';
import { type CloudMapHarness, makeNamespace, startCloudMapHarness } from './testing/harness';

/** metadata.uid of the VirtualNode: by it the controller knows the service as its own. */
const NODE_UID = '4b5ffa3c-6d0a-4f0a-9d0e-1f6b0c2b7f11';

let harness: CloudMapHarness;
let client: ServiceDiscoveryClient;
beforeEach(async () => {
  harness = await startCloudMapHarness();
  client = harness.client();
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

/** Pages through a list as the SDK's paginators do. */
async function allPages<T>(page: (token?: string) => Promise<{ items?: T[]; token?: string }>): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const next = await page(token);
    all.push(...(next.items ?? []));
    token = next.token;
  } while (token);
  return all;
}

const findNamespace = async (name: string): Promise<NamespaceSummary | undefined> => {
  const all = await allPages(async (NextToken) => {
    const answer = await client.send(new ListNamespacesCommand({ MaxResults: 1, NextToken }));
    return { items: answer.Namespaces, token: answer.NextToken };
  });
  return all.find((each) => each.Name === name);
};

const findService = async (namespaceId: string, name: string): Promise<ServiceSummary | undefined> => {
  const Filters = [{ Name: 'NAMESPACE_ID' as const, Values: [namespaceId] }];
  const all = await allPages(async (NextToken) => {
    const answer = await client.send(new ListServicesCommand({ Filters, NextToken }));
    return { items: answer.Services, token: answer.NextToken };
  });
  return all.find((each) => each.Name === name);
};

const listInstances = (ServiceId: string): Promise<InstanceSummary[]> =>
  allPages(async (NextToken) => {
    const answer = await client.send(new ListInstancesCommand({ ServiceId, NextToken, MaxResults: 2 }));
    return { items: answer.Instances, token: answer.NextToken };
  });

/** The controller waits until an operation is SUCCESS. */
async function waitFor(OperationId: string | undefined): Promise<void> {
  const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
  expect(Operation?.Status).toBe('SUCCESS');
}

const podAttributes = (pod: string, ip: string): Record<string, string> => ({
  app: 'colour',
  'pod-template-hash': '7d9f8c',
  'app.kubernetes.io/name': 'colour',
  AWS_INSTANCE_IPV4: ip,
  AWS_INSTANCE_PORT: '8080',
  'k8s.io/pod': pod,
  'k8s.io/namespace': 'my-apps',
  'appmesh.k8s.aws/mesh': 'shop',
  'appmesh.k8s.aws/virtualNode': 'colour_my-apps',
  REGION: 'eu-central-1',
  AVAILABILITY_ZONE: 'eu-central-1a',
  AWS_INIT_HEALTH_STATUS: 'UNHEALTHY',
});

it('makes a service, keeps its pods registered and healthy, and takes everything away again', async () => {
  await makeNamespace(client, 'another.local');
  await makeNamespace(client, 'my-apps.svc.cluster.local');
  const namespace = await findNamespace('my-apps.svc.cluster.local');
  const NamespaceId = namespace?.Id ?? '';
  expect(namespace?.Type).toBe('HTTP');
  expect(await findService(NamespaceId, 'colour')).toBeUndefined();

  const created = await client.send(
    new CreateServiceCommand({
      Name: 'colour',
      NamespaceId,
      CreatorRequestId: NODE_UID,
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    }),
  );
  const ServiceId = created.Service?.Id ?? '';
  const summary = await findService(NamespaceId, 'colour');
  expect(summary).toMatchObject({ Id: ServiceId, HealthCheckCustomConfig: { FailureThreshold: 1 } });

  const directory = await createDirectory(harness.store);
  const serving = () => {
    const discovery = {
      namespaceName: 'my-apps.svc.cluster.local',
      serviceName: 'colour',
      attributes: [{ key: 'appmesh.k8s.aws/virtualNode', value: 'colour_my-apps' }],
    };
    const instances = directory.instances(discovery.namespaceName, discovery.serviceName);
    return instances.filter((each) => instanceMatches(discovery, each)).map((each) => each.id);
  };

  const pods = { 'pod-1': '10.1.0.1', 'pod-2': '10.1.0.2', 'pod-3': '10.1.0.3' };
  for (const [InstanceId, ip] of Object.entries(pods)) {
    const Attributes = podAttributes(InstanceId, ip);
    await waitFor((await client.send(new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes }))).OperationId);
  }
  expect(serving()).toEqual([]);
  const registered = await listInstances(ServiceId);
  expect(registered.map((each) => each.Id)).toEqual(Object.keys(pods));
  expect(registered[0]?.Attributes).toEqual(podAttributes('pod-1', '10.1.0.1'));

  for (const InstanceId of Object.keys(pods)) {
    const { Status } = await client.send(new GetInstancesHealthStatusCommand({ ServiceId, Instances: [InstanceId] }));
    expect(Status?.[InstanceId]).toBe('UNHEALTHY');
    await client.send(new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId, Status: 'HEALTHY' }));
  }
  expect(serving()).toEqual(Object.keys(pods));

  // A pod gets another label: registered again, it goes on serving.
  const relabelled = { ...podAttributes('pod-2', '10.1.0.2'), tier: 'gold' };
  await client.send(new RegisterInstanceCommand({ ServiceId, InstanceId: 'pod-2', Attributes: relabelled }));
  expect(serving()).toEqual(Object.keys(pods));

  // The node is deleted: the controller makes sure that the service is its own, and tries again while it is in use.
  const owned = await client.send(new GetServiceCommand({ Id: ServiceId }));
  expect(owned.Service?.CreatorRequestId).toBe(NODE_UID);
  await expect(client.send(new DeleteServiceCommand({ Id: ServiceId }))).rejects.toMatchObject({
    name: 'ResourceInUse',
  });
  for (const InstanceId of Object.keys(pods)) {
    await waitFor((await client.send(new DeregisterInstanceCommand({ ServiceId, InstanceId }))).OperationId);
  }
  expect(serving()).toEqual([]);
  await client.send(new DeleteServiceCommand({ Id: ServiceId }));
  expect(await findService(NamespaceId, 'colour')).toBeUndefined();
});

it('probes by GetInstance where a service has no custom health check', async () => {
  const NamespaceId = await makeNamespace(client, 'my-apps.svc.cluster.local');
  const created = await client.send(
    new CreateServiceCommand({ Name: 'plain', NamespaceId, CreatorRequestId: NODE_UID }),
  );
  const ServiceId = created.Service?.Id;
  const probe = () => client.send(new GetInstanceCommand({ ServiceId, InstanceId: 'pod-1' }));
  await expect(probe()).rejects.toMatchObject({ name: 'InstanceNotFound' });
  const Attributes = { AWS_INSTANCE_IPV4: '10.1.0.1' };
  await client.send(new RegisterInstanceCommand({ ServiceId, InstanceId: 'pod-1', Attributes }));
  expect((await probe()).Instance?.Id).toBe('pod-1');
});
