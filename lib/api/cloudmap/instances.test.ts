import {
  CreatePrivateDnsNamespaceCommand,
  DeregisterInstanceCommand,
  DiscoverInstancesCommand,
  type DiscoverInstancesCommandInput,
  DiscoverInstancesRevisionCommand,
  GetInstanceCommand,
  GetInstancesHealthStatusCommand,
  GetOperationCommand,
  ListInstancesCommand,
  RegisterInstanceCommand,
  type ServiceDiscoveryClient,
  UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory } from '@/lib/discovery';
import { type CloudMapHarness, makeNamespace, makeService, register, startCloudMapHarness } from './testing/harness';

let harness: CloudMapHarness;
let client: ServiceDiscoveryClient;
/** A service without, and one with a custom health check. */
let plain: string;
let checked: string;
beforeEach(async () => {
  harness = await startCloudMapHarness({ instancesPerService: 5 });
  client = harness.client();
  const NamespaceId = await makeNamespace(client, 'apps.local');
  plain = (await makeService(client, { Name: 'plain', NamespaceId })).Id;
  const custom = { HealthCheckCustomConfig: { FailureThreshold: 1 } };
  checked = (await makeService(client, { Name: 'checked', NamespaceId, ...custom })).Id;
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const health = async (ServiceId: string, Instances?: string[]) =>
  (await client.send(new GetInstancesHealthStatusCommand({ ServiceId, Instances }))).Status;
const setHealth = (InstanceId: string, Status: 'HEALTHY' | 'UNHEALTHY', ServiceId = checked) =>
  client.send(new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId, Status }));

describe('registering', () => {
  it('is an operation that is done at once, and gives the attributes back', async () => {
    const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INSTANCE_PORT: '8080', 'k8s.io/pod': 'a b', v: '' };
    const input = { ServiceId: plain, InstanceId: 'pod/1:x.y@z-', Attributes, CreatorRequestId: 'c' };
    const { OperationId } = await client.send(new RegisterInstanceCommand(input));
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    expect(Operation).toMatchObject({
      Type: 'REGISTER_INSTANCE',
      Status: 'SUCCESS',
      Targets: { INSTANCE: input.InstanceId, SERVICE: plain },
    });
    const { Instance } = await client.send(new GetInstanceCommand(input));
    expect(Instance).toEqual({ Id: input.InstanceId, Attributes, CreatorRequestId: 'c' });
    const { Instances } = await client.send(new ListInstancesCommand({ ServiceId: plain }));
    expect(Instances).toEqual([{ Id: input.InstanceId, Attributes }]);
  });

  it('replaces the attributes of an instance that is known', async () => {
    await register(client, plain, 'i-1', { version: 'v1', gone: 'x' });
    await register(client, plain, 'i-1', { version: 'v2' });
    const { Instance } = await client.send(new GetInstanceCommand({ ServiceId: plain, InstanceId: 'i-1' }));
    expect(Instance?.Attributes).toEqual({ AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v2' });
  });

  it('stops at the quota, but still takes instances that are known', async () => {
    for (let i = 0; i < 5; i++) await register(client, plain, `i-${i}`);
    await register(client, plain, 'i-0', { version: 'v2' });
    await expect(register(client, plain, 'i-5')).rejects.toMatchObject({ name: 'ResourceLimitExceeded' });
  });

  const many = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`k${i}`, 'v']));
  const long = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, 'v'.repeat(1000)]));
  it.each([
    ['more than 30 custom attributes', many, 'at most 30 custom attributes, was 31'],
    ['more than 5,000 characters', long, 'at most 5000 characters'],
    ['an initial health that is none', { AWS_INIT_HEALTH_STATUS: 'SICK' }, 'HEALTHY or UNHEALTHY, was SICK'],
    ['an address that only EC2 knows', { AWS_EC2_INSTANCE_ID: 'i-0abc' }, 'AWS_EC2_INSTANCE_ID'],
  ])('refuses %s', async (_, Attributes, message) => {
    const registering = client.send(new RegisterInstanceCommand({ ServiceId: plain, InstanceId: 'i', Attributes }));
    await expect(registering).rejects.toMatchObject({
      name: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['A', {}, 'Attributes.AWS_INSTANCE_IPV4: is required'],
    ['A', { AWS_INSTANCE_IPV4: '10.0.0.256' }, 'must be an IPv4 address, was 10.0.0.256'],
    ['AAAA', { AWS_INSTANCE_IPV4: '10.0.0.1' }, 'Attributes.AWS_INSTANCE_IPV6: is required'],
    ['AAAA', { AWS_INSTANCE_IPV6: '10.0.0.1' }, 'must be an IPv6 address'],
    ['SRV', { AWS_INSTANCE_PORT: '80' }, 'AWS_INSTANCE_IPV4 or AWS_INSTANCE_IPV6 is required'],
    ['SRV', { AWS_INSTANCE_PORT: '65536', AWS_INSTANCE_IPV4: '10.0.0.1' }, 'must be a port number, was 65536'],
    ['CNAME', { AWS_INSTANCE_IPV4: '10.0.0.1' }, 'Attributes.AWS_INSTANCE_CNAME: is required'],
  ] as const)('a service with %s records refuses %j', async (Type, attributes, message) => {
    const { OperationId } = await client.send(new CreatePrivateDnsNamespaceCommand({ Name: 'dns.local', Vpc: 'v' }));
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    const DnsConfig = { RoutingPolicy: 'WEIGHTED' as const, DnsRecords: [{ Type, TTL: 60 }] };
    const { Id } = await makeService(client, { Name: 's', NamespaceId: Operation?.Targets?.NAMESPACE, DnsConfig });
    const call = (Attributes: Record<string, string>) =>
      client.send(new RegisterInstanceCommand({ ServiceId: Id, InstanceId: 'i', Attributes }));
    await expect(call(attributes)).rejects.toMatchObject({ message: expect.stringContaining(message) });
    await call({
      AWS_INSTANCE_IPV4: '10.0.0.1',
      AWS_INSTANCE_IPV6: 'fd00::1',
      AWS_INSTANCE_PORT: '8080',
      AWS_INSTANCE_CNAME: 'www.example.com',
    });
  });
});

describe('deregistering', () => {
  it('is an operation that is done at once', async () => {
    await register(client, plain, 'i-1');
    const input = { ServiceId: plain, InstanceId: 'i-1' };
    const { OperationId } = await client.send(new DeregisterInstanceCommand(input));
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    expect(Operation).toMatchObject({ Type: 'DEREGISTER_INSTANCE', Targets: { INSTANCE: 'i-1', SERVICE: plain } });
    const gone = { name: 'InstanceNotFound', $metadata: { httpStatusCode: 404 } };
    await expect(client.send(new GetInstanceCommand(input))).rejects.toMatchObject(gone);
    await expect(client.send(new DeregisterInstanceCommand(input))).rejects.toMatchObject(gone);
  });
});

describe('health', () => {
  it('is UNKNOWN where nobody reports it, and cannot be reported there', async () => {
    await register(client, plain, 'i-1', { AWS_INIT_HEALTH_STATUS: 'UNHEALTHY' });
    expect(await health(plain)).toEqual({ 'i-1': 'UNKNOWN' });
    await expect(setHealth('i-1', 'HEALTHY', plain)).rejects.toMatchObject({
      name: 'CustomHealthNotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('starts as AWS_INIT_HEALTH_STATUS says, else HEALTHY, and then follows the reports', async () => {
    await register(client, checked, 'a');
    await register(client, checked, 'b', { AWS_INIT_HEALTH_STATUS: 'UNHEALTHY' });
    expect(await health(checked)).toEqual({ a: 'HEALTHY', b: 'UNHEALTHY' });
    await setHealth('a', 'UNHEALTHY');
    await setHealth('b', 'HEALTHY');
    expect(await health(checked)).toEqual({ a: 'UNHEALTHY', b: 'HEALTHY' });
    expect(await health(checked, ['b', 'b'])).toEqual({ b: 'HEALTHY' });
  });

  it('stays as it was reported when an instance is registered again', async () => {
    await register(client, checked, 'a', { AWS_INIT_HEALTH_STATUS: 'UNHEALTHY' });
    await setHealth('a', 'HEALTHY');
    await register(client, checked, 'a', { AWS_INIT_HEALTH_STATUS: 'UNHEALTHY', version: 'v2' });
    expect(await health(checked)).toEqual({ a: 'HEALTHY' });
  });

  it('answers InstanceNotFound for an instance that is not there', async () => {
    const missing = { name: 'InstanceNotFound', $metadata: { httpStatusCode: 404 } };
    await expect(health(checked, ['nobody'])).rejects.toMatchObject(missing);
    await expect(setHealth('nobody', 'HEALTHY')).rejects.toMatchObject(missing);
  });

  it('is told in pages', async () => {
    for (const id of ['c', 'a', 'b']) await register(client, checked, id);
    const input = { ServiceId: checked, MaxResults: 2 };
    const first = await client.send(new GetInstancesHealthStatusCommand(input));
    const rest = await client.send(new GetInstancesHealthStatusCommand({ ...input, NextToken: first.NextToken }));
    expect([Object.keys(first.Status ?? {}), Object.keys(rest.Status ?? {})]).toEqual([['a', 'b'], ['c']]);
    expect(rest.NextToken).toBeUndefined();
  });
});

describe('discovering', () => {
  const discover = async (input: Partial<DiscoverInstancesCommandInput> = {}) => {
    const names = { NamespaceName: 'apps.local', ServiceName: 'checked' };
    const { Instances } = await client.send(new DiscoverInstancesCommand({ ...names, ...input }));
    return Instances?.map((each) => each.InstanceId);
  };

  beforeEach(async () => {
    await register(client, checked, 'a', { version: 'v1', zone: '1' });
    await register(client, checked, 'b', { version: 'v1', zone: '2' });
    await register(client, checked, 'c', { version: 'v2', zone: '2' });
    await setHealth('b', 'UNHEALTHY');
  });

  it('tells names, health and attributes of each instance', async () => {
    const names = { NamespaceName: 'apps.local', ServiceName: 'checked' };
    const { Instances, InstancesRevision } = await client.send(new DiscoverInstancesCommand(names));
    expect(Instances?.[1]).toEqual({
      InstanceId: 'b',
      NamespaceName: 'apps.local',
      ServiceName: 'checked',
      HealthStatus: 'UNHEALTHY',
      Attributes: { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1', zone: '2' },
    });
    expect(InstancesRevision).toBe(4);
  });

  it.each([
    ['nothing', {}, ['a', 'b', 'c']],
    ['the number of answers', { MaxResults: 2 }, ['a', 'b']],
    ['attributes', { QueryParameters: { version: 'v1' } }, ['a', 'b']],
    ['all attributes', { QueryParameters: { version: 'v1', zone: '2' } }, ['b']],
    ['attributes that nobody has', { QueryParameters: { version: 'v3' } }, []],
    ['preferences', { QueryParameters: { version: 'v1' }, OptionalParameters: { zone: '2' } }, ['b']],
    ['preferences that nobody meets', { OptionalParameters: { zone: '3' } }, ['a', 'b', 'c']],
    ['HEALTHY', { HealthStatus: 'HEALTHY' }, ['a', 'c']],
    ['UNHEALTHY', { HealthStatus: 'UNHEALTHY' }, ['b']],
    ['ALL', { HealthStatus: 'ALL' }, ['a', 'b', 'c']],
    ['HEALTHY_OR_ELSE_ALL', { HealthStatus: 'HEALTHY_OR_ELSE_ALL' }, ['a', 'c']],
    [
      'HEALTHY_OR_ELSE_ALL where none is',
      { HealthStatus: 'HEALTHY_OR_ELSE_ALL', QueryParameters: { zone: '2', version: 'v1' } },
      ['b'],
    ],
  ] as const)('filters by %s', async (_, input, expected) => {
    expect(await discover(input)).toEqual(expected);
  });

  it('ignores the health of a service without a check', async () => {
    await register(client, plain, 'p');
    expect(await discover({ ServiceName: 'plain', HealthStatus: 'HEALTHY' })).toEqual(['p']);
  });

  it('counts each change of the instances in the revision', async () => {
    const names = { NamespaceName: 'apps.local', ServiceName: 'checked' };
    const revision = async () =>
      (await client.send(new DiscoverInstancesRevisionCommand(names))).InstancesRevision ?? Number.NaN;
    const before = await revision();
    await setHealth('b', 'UNHEALTHY');
    expect(await revision()).toBe(before);
    await setHealth('b', 'HEALTHY');
    expect(await revision()).toBe(before + 1);
  });

  it.each([
    ['NamespaceNotFound', { NamespaceName: 'other.local' }],
    ['ServiceNotFound', { ServiceName: 'other' }],
    ['AccessDeniedException', { OwnerAccount: '999999999999' }],
  ])('answers %s', async (name, input) => {
    await expect(discover(input)).rejects.toMatchObject({ name });
  });
});

describe('the directory of endpoints', () => {
  it('follows what is registered', async () => {
    const directory = await createDirectory(harness.store);
    const ids = () => directory.instances('apps.local', 'checked').map(({ id, health: is }) => `${id} ${is}`);
    await register(client, checked, 'a');
    await register(client, checked, 'b', { AWS_INIT_HEALTH_STATUS: 'UNHEALTHY' });
    expect(ids()).toEqual(['a HEALTHY', 'b UNHEALTHY']);
    await setHealth('b', 'HEALTHY');
    expect(ids()).toEqual(['a HEALTHY', 'b HEALTHY']);
    await client.send(new DeregisterInstanceCommand({ ServiceId: checked, InstanceId: 'a' }));
    expect(ids()).toEqual(['b HEALTHY']);
    const later = await createDirectory(harness.store);
    expect(later.instances('apps.local', 'checked')).toEqual(directory.instances('apps.local', 'checked'));
  });

  it('hears nothing of a registration that changes nothing', async () => {
    await register(client, plain, 'a');
    const told = harness.events.length;
    await register(client, plain, 'a');
    expect(harness.events.length).toBe(told);
  });
});
