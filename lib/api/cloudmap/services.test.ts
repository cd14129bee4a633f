import {
  CreatePrivateDnsNamespaceCommand,
  type CreateServiceCommandInput,
  DeleteServiceAttributesCommand,
  DeleteServiceCommand,
  GetNamespaceCommand,
  GetOperationCommand,
  GetServiceAttributesCommand,
  GetServiceCommand,
  ListNamespacesCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  type ServiceDiscoveryClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceAttributesCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, REGION } from '../testing/harness';
import { type CloudMapHarness, makeNamespace, makeService, register, startCloudMapHarness } from './testing/harness';

let harness: CloudMapHarness;
let client: ServiceDiscoveryClient;
let http: string;
let dns: string;
beforeEach(async () => {
  harness = await startCloudMapHarness({ servicesPerNamespace: 6 });
  client = harness.client();
  http = await makeNamespace(client, 'apps.local');
  const { OperationId } = await client.send(new CreatePrivateDnsNamespaceCommand({ Name: 'dns.local', Vpc: 'vpc-1' }));
  dns = (await client.send(new GetOperationCommand({ OperationId }))).Operation?.Targets?.NAMESPACE ?? '';
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const records = (...types: ('A' | 'AAAA' | 'SRV' | 'CNAME')[]) => ({
  DnsRecords: types.map((Type) => ({ Type, TTL: 300 })),
});

describe('attributes of a service', () => {
  const attributesOf = async (ServiceId: string) =>
    (await client.send(new GetServiceAttributesCommand({ ServiceId }))).ServiceAttributes;
  const many = (count: number, prefix = 'k') =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, '値']));

  it('are added, overwritten and deleted by key, and named by id or ARN', async () => {
    const { Id = '', Arn = '' } = await makeService(client, { Name: 'backend', NamespaceId: http });
    expect(await attributesOf(Id)).toEqual({ ServiceArn: Arn, ResourceOwner: ACCOUNT, Attributes: {} });
    const put = (Attributes: Record<string, string>) =>
      client.send(new UpdateServiceAttributesCommand({ ServiceId: Arn, Attributes }));
    await put({ tier: 'front', port: '80' });
    await put({ port: '8080' });
    expect((await attributesOf(Arn))?.Attributes).toEqual({ tier: 'front', port: '8080' });
    await client.send(new DeleteServiceAttributesCommand({ ServiceId: Id, Attributes: ['tier', 'no such'] }));
    expect((await attributesOf(Id))?.Attributes).toEqual({ port: '8080' });
  });

  it('are at most 30; more change nothing', async () => {
    const { Id: ServiceId = '' } = await makeService(client, { Name: 'backend', NamespaceId: http });
    await client.send(new UpdateServiceAttributesCommand({ ServiceId, Attributes: many(29) }));
    const tooMany = client.send(new UpdateServiceAttributesCommand({ ServiceId, Attributes: many(2, 'x') }));
    await expect(tooMany).rejects.toMatchObject({ name: 'ServiceAttributesLimitExceededException' });
    expect(Object.keys((await attributesOf(ServiceId))?.Attributes ?? {})).toHaveLength(29);
    for (const Attributes of [{}, many(31), { ['k'.repeat(256)]: '' }, { k: 'v'.repeat(1025) }]) {
      const call = client.send(new UpdateServiceAttributesCommand({ ServiceId, Attributes }));
      await expect(call).rejects.toMatchObject({ name: 'InvalidInput' });
    }
  });

  it('of a service that is not there are ServiceNotFound, and stay out of a repeated CreateService', async () => {
    await expect(attributesOf('srv-none')).rejects.toMatchObject({ name: 'ServiceNotFound' });
    const input = { Name: 'backend', NamespaceId: http, CreatorRequestId: 'once' };
    const { Id: ServiceId = '' } = await makeService(client, input);
    await client.send(new UpdateServiceAttributesCommand({ ServiceId, Attributes: { a: 'b' } }));
    expect((await makeService(client, input)).Id).toBe(ServiceId);
  });
});

describe('creating a service', () => {
  it('gives it back as it was sent', async () => {
    const input: CreateServiceCommandInput = {
      Name: 'backend',
      NamespaceId: dns,
      CreatorRequestId: 'uid-1',
      Description: 'the backend',
      DnsConfig: { RoutingPolicy: 'MULTIVALUE', ...records('A', 'AAAA') },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    };
    const made = await makeService(client, input);
    expect(made).toMatchObject({
      ...input,
      Id: expect.stringMatching(/^srv-[0-9a-f]{16}$/),
      Arn: `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:service/${made.Id}`,
      ResourceOwner: ACCOUNT,
      Type: 'DNS_HTTP',
      InstanceCount: 0,
    });
    const { Service } = await client.send(new GetServiceCommand({ Id: made.Id }));
    expect(Service).toEqual(made);
    expect((await client.send(new GetServiceCommand({ Id: made.Arn }))).Service).toEqual(made);
  });

  it('has the type HTTP without DNS records', async () => {
    expect(await makeService(client, { Name: 'a', NamespaceId: http })).toMatchObject({ Type: 'HTTP' });
    expect(await makeService(client, { Name: 'b', NamespaceId: dns, Type: 'HTTP' })).toMatchObject({ Type: 'HTTP' });
  });

  it('takes the namespace by ARN, or from the older place in DnsConfig', async () => {
    const { Namespace } = await client.send(new GetNamespaceCommand({ Id: http }));
    expect((await makeService(client, { Name: 'a', NamespaceId: Namespace?.Arn })).NamespaceId).toBe(http);
    const older = { Name: 'b', DnsConfig: { NamespaceId: dns, ...records('A') } };
    expect((await makeService(client, older)).NamespaceId).toBe(dns);
  });

  it('answers a request that is sent again with the service that it made', async () => {
    const input = { Name: 'backend', NamespaceId: http, CreatorRequestId: 'uid-1' };
    const made = await makeService(client, input);
    expect(await makeService(client, input)).toEqual(made);
  });

  it.each([
    ['another request', { CreatorRequestId: 'uid-2' }],
    ['the same request with other members', { Description: 'other' }],
  ])('refuses a name that is taken, by %s', async (_, other) => {
    const input = { Name: 'backend', NamespaceId: http, CreatorRequestId: 'uid-1' };
    const made = await makeService(client, input);
    await expect(makeService(client, { ...input, ...other })).rejects.toMatchObject({
      name: 'ServiceAlreadyExists',
      $metadata: { httpStatusCode: 400 },
      ServiceId: made.Id,
      ServiceArn: made.Arn,
      CreatorRequestId: 'uid-1',
    });
  });

  it('tells names apart by case where there is no DNS', async () => {
    await makeService(client, { Name: 'backend', NamespaceId: http });
    await makeService(client, { Name: 'Backend', NamespaceId: http });
    await makeService(client, { Name: 'backend', NamespaceId: dns });
    const clash = makeService(client, { Name: 'Backend', NamespaceId: dns });
    await expect(clash).rejects.toMatchObject({ name: 'ServiceAlreadyExists' });
  });

  it.each([
    ['no namespace', { NamespaceId: undefined }, 'NamespaceId: is required'],
    ['DNS in an HTTP namespace', { DnsConfig: records('A') }, 'DnsConfig: namespace apps.local has no DNS'],
    ['two kinds of health check', both(), 'cannot be together with HealthCheckCustomConfig'],
    ['a path for TCP', { HealthCheckConfig: { Type: 'TCP', ResourcePath: '/' } } as const, 'ResourcePath'],
  ])('refuses %s', async (_, wrong, message) => {
    const creating = makeService(client, { Name: 'backend', NamespaceId: http, ...wrong });
    await expect(creating).rejects.toMatchObject({ name: 'InvalidInput', message: expect.stringContaining(message) });
  });

  it.each([
    ['no record', { DnsRecords: [] }],
    ['A and SRV', records('A', 'SRV')],
    ['A twice', records('A', 'A')],
    ['CNAME with several answers', { RoutingPolicy: 'MULTIVALUE', ...records('CNAME') } as const],
  ])('refuses DNS settings with %s', async (_, DnsConfig) => {
    const creating = makeService(client, { Name: 'backend', NamespaceId: dns, DnsConfig });
    await expect(creating).rejects.toMatchObject({
      name: 'InvalidInput',
      message: expect.stringContaining('DnsConfig.'),
    });
  });

  it('needs its namespace, and stops at the quota', async () => {
    const nowhere = makeService(client, { Name: 'a', NamespaceId: 'ns-0000000000000000' });
    await expect(nowhere).rejects.toMatchObject({
      name: 'NamespaceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    for (let i = 0; i < 6; i++) await makeService(client, { Name: `s${i}`, NamespaceId: http });
    const oneMore = makeService(client, { Name: 'one-more', NamespaceId: http });
    await expect(oneMore).rejects.toMatchObject({ name: 'ResourceLimitExceeded' });
    await makeService(client, { Name: 'elsewhere', NamespaceId: dns });
  });
});

function both() {
  return { HealthCheckConfig: { Type: 'HTTP' }, HealthCheckCustomConfig: { FailureThreshold: 1 } } as const;
}

describe('updating a service', () => {
  it('replaces TTLs, keeps the custom health check, and deletes what is absent', async () => {
    const { Id } = await makeService(client, {
      Name: 'backend',
      NamespaceId: dns,
      Description: 'old',
      DnsConfig: { RoutingPolicy: 'WEIGHTED', ...records('A') },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    });
    const Service = { DnsConfig: { DnsRecords: [{ Type: 'A' as const, TTL: 5 }] } };
    const { OperationId } = await client.send(new UpdateServiceCommand({ Id, Service }));
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    expect(Operation).toMatchObject({ Type: 'UPDATE_SERVICE', Status: 'SUCCESS', Targets: { SERVICE: Id } });
    expect((await client.send(new GetServiceCommand({ Id }))).Service).toMatchObject({
      Description: 'old',
      DnsConfig: { RoutingPolicy: 'WEIGHTED', DnsRecords: [{ Type: 'A', TTL: 5 }] },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    });
    await client.send(new UpdateServiceCommand({ Id, Service: { Description: 'new' } }));
    const bare = (await client.send(new GetServiceCommand({ Id }))).Service;
    expect(bare).toMatchObject({ Description: 'new', HealthCheckCustomConfig: { FailureThreshold: 1 } });
    expect(bare?.DnsConfig).toBeUndefined();
  });
});

describe('deleting a service', () => {
  it('is refused while it has instances', async () => {
    const { Id } = await makeService(client, { Name: 'backend', NamespaceId: http });
    await register(client, Id, 'i-1');
    await expect(client.send(new DeleteServiceCommand({ Id }))).rejects.toMatchObject({
      name: 'ResourceInUse',
      $metadata: { httpStatusCode: 409 },
    });
    expect((await client.send(new GetServiceCommand({ Id }))).Service?.InstanceCount).toBe(1);
  });

  it('takes it away at once', async () => {
    const { Id } = await makeService(client, { Name: 'backend', NamespaceId: http });
    await client.send(new DeleteServiceCommand({ Id }));
    for (const again of [new GetServiceCommand({ Id }), new DeleteServiceCommand({ Id })]) {
      const call = again instanceof GetServiceCommand ? client.send(again) : client.send(again);
      await expect(call).rejects.toMatchObject({ name: 'ServiceNotFound', $metadata: { httpStatusCode: 404 } });
    }
  });
});

describe('listing services', () => {
  it('filters by namespace, pages, and counts instances', async () => {
    for (const Name of ['b', 'a', 'c']) await makeService(client, { Name, NamespaceId: http });
    const { Id } = await makeService(client, { Name: 'other', NamespaceId: dns, Type: 'HTTP' });
    await register(client, Id, 'i-1');
    await register(client, Id, 'i-2');
    const list = async (Values: string[], page = {}) => {
      const Filters = [{ Name: 'NAMESPACE_ID' as const, Values }];
      return client.send(new ListServicesCommand({ Filters, ...page }));
    };
    const first = await list([http], { MaxResults: 2 });
    const second = await list([http], { MaxResults: 2, NextToken: first.NextToken });
    expect([first, second].map((page) => page.Services?.map((each) => each.Name))).toEqual([['a', 'b'], ['c']]);
    expect(second.NextToken).toBeUndefined();
    expect((await list([dns])).Services?.map((each) => [each.Name, each.InstanceCount])).toEqual([['other', 2]]);
    const { Namespaces } = await client.send(new ListNamespacesCommand({}));
    const arn = Namespaces?.find((each) => each.Id === dns)?.Arn ?? '';
    expect((await list([arn])).Services).toHaveLength(1);
    expect((await list(['ns-unknown'])).Services).toEqual([]);
    expect((await client.send(new ListServicesCommand({}))).Services).toHaveLength(4);
  });

  it('refuses the token of another list', async () => {
    for (const Name of ['a', 'b']) await makeService(client, { Name, NamespaceId: http });
    const { NextToken } = await client.send(new ListServicesCommand({ MaxResults: 1 }));
    const Filters = [{ Name: 'NAMESPACE_ID' as const, Values: [http] }];
    const wrong = client.send(new ListServicesCommand({ Filters, NextToken }));
    await expect(wrong).rejects.toMatchObject({
      name: 'InvalidInput',
      message: expect.stringContaining('NextToken'),
    });
  });
});

describe('tags', () => {
  it('are kept on services and namespaces, overwritten and removed', async () => {
    const made = await makeService(client, { Name: 'a', NamespaceId: http, Tags: [{ Key: 'team', Value: 'one' }] });
    const { Namespace } = await client.send(new GetNamespaceCommand({ Id: http }));
    for (const ResourceARN of [made.Arn, Namespace?.Arn]) {
      const Tags = [
        { Key: 'team', Value: 'two' },
        { Key: 'empty', Value: '' },
      ];
      await client.send(new TagResourceCommand({ ResourceARN, Tags }));
      expect((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual(Tags);
      await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team', 'never there'] }));
      expect((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual(Tags.slice(1));
    }
    expect((await client.send(new GetServiceCommand({ Id: made.Id }))).Service).toEqual(made);
  });

  it('are at most 50', async () => {
    const { Arn: ResourceARN } = await makeService(client, { Name: 'a', NamespaceId: http });
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ Key: `k${from + i}`, Value: 'v' }));
    await client.send(new TagResourceCommand({ ResourceARN, Tags: many(0, 50) }));
    await client.send(new TagResourceCommand({ ResourceARN, Tags: many(0, 1) }));
    await expect(client.send(new TagResourceCommand({ ResourceARN, Tags: many(50, 1) }))).rejects.toMatchObject({
      name: 'TooManyTagsException',
      $metadata: { httpStatusCode: 400 },
      ResourceName: ResourceARN,
    });
    const creating = makeService(client, { Name: 'b', NamespaceId: http, Tags: many(0, 51) });
    await expect(creating).rejects.toMatchObject({ name: 'TooManyTagsException' });
  });

  it.each([
    [`arn:aws:servicediscovery:${REGION}:${ACCOUNT}:service/srv-unknown`, 'ResourceNotFoundException'],
    [`arn:aws:servicediscovery:${REGION}:${ACCOUNT}:namespace/ns-unknown`, 'ResourceNotFoundException'],
    [`arn:aws:servicediscovery:${REGION}:999999999999:namespace/ns-unknown`, 'AccessDeniedException'],
    [`arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/shop`, 'InvalidInput'],
    ['shop', 'InvalidInput'],
  ])('of %s: %s', async (ResourceARN, name) => {
    await expect(client.send(new ListTagsForResourceCommand({ ResourceARN }))).rejects.toMatchObject({ name });
  });
});
