import {
  CreateHttpNamespaceCommand,
  CreatePrivateDnsNamespaceCommand,
  CreatePublicDnsNamespaceCommand,
  DeleteNamespaceCommand,
  GetNamespaceCommand,
  GetOperationCommand,
  ListNamespacesCommand,
  ListOperationsCommand,
  type ListOperationsCommandInput,
  type NamespaceFilter,
  type OperationFilter,
  type ServiceDiscoveryClient,
  UpdateHttpNamespaceCommand,
  UpdatePrivateDnsNamespaceCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, REGION } from '../testing/harness';
import { type CloudMapHarness, makeNamespace, makeService, startCloudMapHarness } from './testing/harness';

let harness: CloudMapHarness;
let client: ServiceDiscoveryClient;
beforeEach(async () => {
  harness = await startCloudMapHarness({ namespaces: 12 });
  client = harness.client();
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

describe('creating a namespace', () => {
  it('is an operation that is done at once, and names what it made', async () => {
    const created = await client.send(
      new CreateHttpNamespaceCommand({ Name: 'apps.local', Description: 'the apps', CreatorRequestId: 'first' }),
    );
    const { Operation } = await client.send(new GetOperationCommand({ OperationId: created.OperationId }));
    expect(Operation).toMatchObject({
      Id: created.OperationId,
      OwnerAccount: ACCOUNT,
      Type: 'CREATE_NAMESPACE',
      Status: 'SUCCESS',
      Targets: { NAMESPACE: expect.stringMatching(/^ns-[0-9a-f]{16}$/) },
    });
    const id = Operation?.Targets?.NAMESPACE;
    const { Namespace } = await client.send(new GetNamespaceCommand({ Id: id }));
    expect(Namespace).toMatchObject({
      Id: id,
      Arn: `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:namespace/${id}`,
      ResourceOwner: ACCOUNT,
      Name: 'apps.local',
      Type: 'HTTP',
      Description: 'the apps',
      ServiceCount: 0,
      Properties: { HttpProperties: { HttpName: 'apps.local' } },
      CreatorRequestId: 'first',
    });
    expect(Namespace?.Properties?.DnsProperties).toBeUndefined();
    expect(Math.abs((Namespace?.CreateDate?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    const byArn = await client.send(new GetNamespaceCommand({ Id: Namespace?.Arn }));
    expect(byArn.Namespace?.Id).toBe(id);
  });

  it('keeps what DNS namespaces were made with', async () => {
    const Properties = { DnsProperties: { SOA: { TTL: 15 } } };
    await client.send(new CreatePrivateDnsNamespaceCommand({ Name: 'private.local', Vpc: 'vpc-1', Properties }));
    await client.send(new CreatePublicDnsNamespaceCommand({ Name: 'example.com' }));
    const { Namespaces } = await client.send(new ListNamespacesCommand({}));
    expect(Namespaces?.map(({ Name, Type, Properties: shown }) => [Name, Type, shown?.DnsProperties])).toEqual([
      ['example.com', 'DNS_PUBLIC', {}],
      ['private.local', 'DNS_PRIVATE', { SOA: { TTL: 15 } }],
    ]);
  });

  it('answers a request that is sent again with its first operation', async () => {
    const command = new CreateHttpNamespaceCommand({ Name: 'apps.local', CreatorRequestId: 'same' });
    const first = await client.send(command);
    expect((await client.send(command)).OperationId).toBe(first.OperationId);
    expect((await client.send(new ListNamespacesCommand({}))).Namespaces).toHaveLength(1);
  });

  it.each([
    ['another request', new CreateHttpNamespaceCommand({ Name: 'apps.local', CreatorRequestId: 'other' })],
    ['another type', new CreatePublicDnsNamespaceCommand({ Name: 'apps.local', CreatorRequestId: 'first' })],
  ] as const)('refuses a name that is taken, by %s', async (_, command) => {
    const first = new CreateHttpNamespaceCommand({ Name: 'apps.local', CreatorRequestId: 'first' });
    const { OperationId } = await client.send(first);
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    const NamespaceId = Operation?.Targets?.NAMESPACE;
    const creating = command instanceof CreateHttpNamespaceCommand ? client.send(command) : client.send(command);
    await expect(creating).rejects.toMatchObject({
      name: 'NamespaceAlreadyExists',
      $metadata: { httpStatusCode: 400 },
      message: expect.stringContaining('apps.local'),
      NamespaceId,
      CreatorRequestId: 'first',
    });
  });

  it('stops at the quota', async () => {
    for (let i = 0; i < 12; i++) await makeNamespace(client, `n${i}`);
    await expect(makeNamespace(client, 'one-more')).rejects.toMatchObject({
      name: 'ResourceLimitExceeded',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('updating a namespace', () => {
  it('changes the description and the SOA, and leaves the rest', async () => {
    const Id = await makeNamespace(client, 'apps.local');
    const change = new UpdateHttpNamespaceCommand({ Id, Namespace: { Description: 'new' } });
    const { OperationId } = await client.send(change);
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    expect(Operation).toMatchObject({ Type: 'UPDATE_NAMESPACE', Status: 'SUCCESS', Targets: { NAMESPACE: Id } });
    const { Namespace } = await client.send(new GetNamespaceCommand({ Id }));
    expect(Namespace).toMatchObject({ Name: 'apps.local', Description: 'new', Type: 'HTTP' });

    await client.send(new CreatePrivateDnsNamespaceCommand({ Name: 'p.local', Vpc: 'v', Description: 'stays' }));
    const listed = await client.send(new ListNamespacesCommand({ Filters: [{ Name: 'NAME', Values: ['p.local'] }] }));
    const dns = listed.Namespaces?.[0]?.Id;
    const soa = { Properties: { DnsProperties: { SOA: { TTL: 7 } } } };
    await client.send(new UpdatePrivateDnsNamespaceCommand({ Id: dns, Namespace: soa }));
    const shown = await client.send(new GetNamespaceCommand({ Id: dns }));
    expect(shown.Namespace).toMatchObject({ Description: 'stays', Properties: soa.Properties });
  });

  it('refuses the operation of another type', async () => {
    const Id = await makeNamespace(client, 'apps.local');
    const updating = client.send(new UpdatePrivateDnsNamespaceCommand({ Id, Namespace: { Description: 'x' } }));
    await expect(updating).rejects.toMatchObject({ name: 'InvalidInput', message: expect.stringContaining('HTTP') });
  });
});

describe('deleting a namespace', () => {
  it('is refused while it has services, and an operation otherwise', async () => {
    const Id = await makeNamespace(client, 'apps.local');
    await makeService(client, { Name: 'backend', NamespaceId: Id });
    await expect(client.send(new DeleteNamespaceCommand({ Id }))).rejects.toMatchObject({
      name: 'ResourceInUse',
      $metadata: { httpStatusCode: 409 },
      message: expect.stringContaining('backend'),
    });
    const empty = await makeNamespace(client, 'empty.local');
    const { OperationId } = await client.send(new DeleteNamespaceCommand({ Id: empty }));
    const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
    expect(Operation).toMatchObject({ Type: 'DELETE_NAMESPACE', Status: 'SUCCESS', Targets: { NAMESPACE: empty } });
    await expect(client.send(new GetNamespaceCommand({ Id: empty }))).rejects.toMatchObject({
      name: 'NamespaceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    await makeNamespace(client, 'empty.local');
  });
});

describe('listing namespaces', () => {
  it('pages through all of them, with the number of their services', async () => {
    const names = ['d', 'b', 'a', 'c', 'e'];
    for (const name of names) {
      const NamespaceId = await makeNamespace(client, name);
      if (name === 'b') await makeService(client, { Name: 's', NamespaceId });
    }
    const seen: [string | undefined, number | undefined][] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListNamespacesCommand({ MaxResults: 2, NextToken }));
      expect(page.Namespaces?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.Namespaces ?? []).map((each) => [each.Name, each.ServiceCount] as [string, number]));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
      ['d', 0],
      ['e', 0],
    ]);
  });

  it.each([
    ['type', [{ Name: 'TYPE', Values: ['DNS_PUBLIC'] }], ['example.com']],
    ['name', [{ Name: 'NAME', Values: ['apps.local'] }], ['apps.local']],
    ['the start of a name', [{ Name: 'NAME', Values: ['apps'], Condition: 'BEGINS_WITH' }], ['apps.local', 'apps2']],
    ['HTTP name', [{ Name: 'HTTP_NAME', Values: ['apps2'], Condition: 'EQ' }], ['apps2']],
    ['owner', [{ Name: 'RESOURCE_OWNER', Values: ['OTHER_ACCOUNTS'] }], []],
    [
      'two filters at once',
      [
        { Name: 'TYPE', Values: ['HTTP'] },
        { Name: 'NAME', Values: ['apps2'] },
      ],
      ['apps2'],
    ],
  ] satisfies [string, NamespaceFilter[], string[]][])('filters by %s', async (_, Filters, expected) => {
    for (const name of ['apps.local', 'apps2']) await makeNamespace(client, name);
    await client.send(new CreatePublicDnsNamespaceCommand({ Name: 'example.com' }));
    const { Namespaces } = await client.send(new ListNamespacesCommand({ Filters }));
    expect(Namespaces?.map((each) => each.Name)).toEqual(expected);
  });
});

describe('listing operations', () => {
  it('filters them, newest first, and pages', async () => {
    const Id = await makeNamespace(client, 'apps.local');
    harness.skew.ms = 100_000;
    await client.send(new UpdateHttpNamespaceCommand({ Id, Namespace: { Description: 'x' } }));
    harness.skew.ms = 200_000;
    const other = await makeNamespace(client, 'other.local');
    const typesOf = async (input: ListOperationsCommandInput) => {
      const { Operations = [] } = await client.send(new ListOperationsCommand(input));
      const types: unknown[] = [];
      for (const { Id: OperationId, Status } of Operations) {
        expect(Status).toBe('SUCCESS');
        const { Operation } = await client.send(new GetOperationCommand({ OperationId }));
        types.push([Operation?.Type, Operation?.Targets?.NAMESPACE]);
      }
      return types;
    };
    const all = [
      ['CREATE_NAMESPACE', other],
      ['UPDATE_NAMESPACE', Id],
      ['CREATE_NAMESPACE', Id],
    ];
    expect(await typesOf({})).toEqual(all);
    expect(await typesOf({ Filters: [{ Name: 'NAMESPACE_ID', Values: [Id] }] })).toEqual(all.slice(1));
    expect(await typesOf({ Filters: [{ Name: 'TYPE', Values: ['UPDATE_NAMESPACE'] }] })).toEqual([all[1]]);
    expect(await typesOf({ Filters: [{ Name: 'STATUS', Values: ['SUCCESS', 'FAIL'], Condition: 'IN' }] })).toEqual(all);
    const from = String(Date.now() / 1000 + 150);
    const dates: OperationFilter = { Name: 'UPDATE_DATE', Values: [from, '9999999999'], Condition: 'BETWEEN' };
    expect(await typesOf({ Filters: [dates] })).toEqual([all[0]]);
    expect(await typesOf({ MaxResults: 1 })).toEqual([all[0]]);
  });

  it('answers OperationNotFound for an id that it never gave', async () => {
    await expect(client.send(new GetOperationCommand({ OperationId: 'nothing' }))).rejects.toMatchObject({
      name: 'OperationNotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
