import {
  CreateHttpNamespaceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEWER } from '../testing/harness';
import { type RawAnswer, type RawCall, type SignOptions, send, sendSigned } from '../testing/raw-client';
import { type CloudMapHarness, makeNamespace, makeService, register, startCloudMapHarness } from './testing/harness';

const JSON_1_1 = 'application/x-amz-json-1.1';

let harness: CloudMapHarness;
let namespaceId: string;
let serviceId: string;
beforeAll(async () => {
  harness = await startCloudMapHarness();
  const client = harness.client();
  namespaceId = await makeNamespace(client, 'apps.local');
  serviceId = (await makeService(client, { Name: 'backend', NamespaceId: namespaceId })).Id;
  await register(client, serviceId, 'i-1');
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const target = (operation: string) => `Route53AutoNaming_v20170314.${operation}`;

function call(operation: string, body: unknown, more: Partial<RawCall> = {}): RawCall {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const headers = { 'content-type': JSON_1_1, 'x-amz-target': target(operation) };
  return { method: 'POST', path: '/', body: text, headers, ...more };
}

const ask = (sent: RawCall, options: SignOptions = {}) =>
  sendSigned(harness.url, sent, { service: 'servicediscovery', ...options });

/** An error as every SDK reads it. */
function expectError(answer: RawAnswer, status: number, type: string, words: string | RegExp = /\S/): void {
  expect(answer.json).toMatchObject({ __type: type, Message: expect.stringMatching(words) });
  expect(answer.status).toBe(status);
  expect(answer.headers['x-amzn-errortype']).toBe(type);
  expect(answer.headers['content-type']).toBe(JSON_1_1);
  expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
}

describe('answers', () => {
  it('are JSON 1.1 with times in seconds and nothing that is null', async () => {
    const answer = await ask(call('GetService', { Id: serviceId }));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(JSON_1_1);
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    const service = answer.json.Service as Record<string, unknown>;
    expect(Math.abs(Number(service.CreateDate) - Date.now() / 1000)).toBeLessThan(60);
    expect(answer.text).not.toContain('null');
  });

  it('have an empty object where there is nothing to say', async () => {
    const { Id } = await makeService(harness.client(), { Name: 'short', NamespaceId: namespaceId });
    expect((await ask(call('DeleteService', { Id }))).text).toBe('{}');
  });

  it('take a charset in the content type, null for absent, an empty body, and members that nobody knows', async () => {
    const headers = { 'content-type': `${JSON_1_1}; charset=utf-8`, 'x-amz-target': target('ListNamespaces') };
    for (const body of ['', '{}', '{"NextToken":null,"Filters":null}', '{"Colour":"red"}']) {
      const answer = await ask(call('ListNamespaces', body, { headers }));
      expect(answer.json.Namespaces).toHaveLength(1);
    }
  });
});

describe('who calls', () => {
  it.each([
    ['no signature', async () => send(harness.url, call('ListNamespaces', {})), 'MissingAuthenticationTokenException'],
    [
      'the signature for App Mesh',
      async () => ask(call('ListNamespaces', {}), { service: 'appmesh' }),
      'InvalidSignatureException',
    ],
    [
      'an unknown key',
      async () => ask(call('ListNamespaces', {}), { key: { id: 'MKIANOBODY', secret: 'x' } }),
      'UnrecognizedClientException',
    ],
    [
      'a wrong secret',
      async () => ask(call('ListNamespaces', {}), { key: { ...VIEWER, secret: 'x' } }),
      'InvalidSignatureException',
    ],
    [
      'a clock that is far off',
      async () => ask(call('ListNamespaces', {}), { date: new Date(Date.now() - 3_600_000) }),
      'InvalidSignatureException',
    ],
  ])('%s is refused', async (_, sending, type) => {
    expectError(await sending(), 403, type);
  });

  it('a viewer reads, and writes nothing', async () => {
    const viewer = harness.client(VIEWER);
    expect((await viewer.send(new ListNamespacesCommand({}))).Namespaces).toHaveLength(1);
    const denied = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    await expect(viewer.send(new CreateHttpNamespaceCommand({ Name: 'x' }))).rejects.toMatchObject(denied);
    const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1' };
    const registering = new RegisterInstanceCommand({ ServiceId: serviceId, InstanceId: 'i', Attributes });
    await expect(viewer.send(registering)).rejects.toMatchObject(denied);
  });
});

describe('what is no request of Cloud Map', () => {
  it.each([
    ['another content type', { 'content-type': 'application/json' }, /application\/x-amz-json-1\.1.*application\/json/],
    ['CBOR', { 'content-type': 'application/cbor' }, 'application/cbor'],
    ['no content type', { 'content-type': '' }, 'none'],
  ])('%s', async (_, headers, words) => {
    const all = { 'x-amz-target': target('ListNamespaces'), ...headers };
    expectError(await ask(call('ListNamespaces', {}, { headers: all })), 415, 'UnsupportedMediaTypeException', words);
  });

  it('the CBOR protocol of newer SDKs', async () => {
    const path = '/service/Route53AutoNaming_v20170314/operation/ListNamespaces';
    const headers = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' };
    const answer = await ask({ method: 'POST', path, headers, body: new Uint8Array([0xa0]) });
    expectError(answer, 415, 'UnsupportedMediaTypeException', JSON_1_1);
  });

  it.each(['ListColours', 'listnamespaces', 'constructor', '__proto__', ''])('the operation %j', async (operation) => {
    expectError(await ask(call(operation, {})), 400, 'UnknownOperationException');
  });

  it("another service's target, and none", async () => {
    const other = { 'content-type': JSON_1_1, 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' };
    expectError(await ask(call('', {}, { headers: other })), 400, 'UnknownOperationException', 'ListClusters');
    expectError(
      await ask(call('', {}, { headers: { 'content-type': JSON_1_1 } })),
      400,
      'MissingAction',
      'x-amz-target',
    );
  });

  it('another method', async () => {
    const answer = await ask(call('ListNamespaces', '', { method: 'GET', body: undefined }));
    expectError(answer, 405, 'InvalidAction');
    expect(answer.headers.allow).toBe('POST');
  });

  it.each([
    ['no JSON', '{"Id":', /not valid JSON/],
    ['an array', '[]', /must be a JSON object/],
    ['a text', '"Id"', /must be a JSON object/],
    ['null', 'null', /must be a JSON object/],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), /not UTF-8/],
  ])('a body that is %s', async (_, body, words) => {
    expectError(await ask(call('GetNamespace', body)), 400, 'InvalidInput', words);
  });

  it('a body over 1 MiB', async () => {
    const answer = await ask(call('GetNamespace', { Id: 'x'.repeat(1024 * 1024) }));
    expectError(answer, 413, 'RequestEntityTooLargeException', '1048576');
  });
});

/** Operation, a wrong input, and how the message begins. `SERVICE` stands for a service that is there. */
const LONG = 'x'.repeat(1025);
const CONSTRAINTS: [string, Record<string, unknown>, string][] = [
  ['CreateHttpNamespace', {}, 'Name: is required'],
  ['CreateHttpNamespace', { Name: 7 }, 'Name: '],
  ['CreateHttpNamespace', { Name: '' }, 'Name: '],
  ['CreateHttpNamespace', { Name: 'arn:aws:x' }, 'Name: '],
  ['CreateHttpNamespace', { Name: 'a b' }, 'Name: '],
  ['CreateHttpNamespace', { Name: '日本' }, 'Name: '],
  ['CreateHttpNamespace', { Name: LONG }, 'Name: '],
  ['CreateHttpNamespace', { Name: 'a', Description: LONG }, 'Description: '],
  ['CreateHttpNamespace', { Name: 'a', CreatorRequestId: 'x'.repeat(65) }, 'CreatorRequestId: '],
  ['CreateHttpNamespace', { Name: 'a', Tags: [{ Key: '', Value: '' }] }, 'Tags[0].Key: '],
  ['CreateHttpNamespace', { Name: 'a', Tags: [{ Key: 'k', Value: 'x'.repeat(257) }] }, 'Tags[0].Value: '],
  ['CreateHttpNamespace', { Name: 'a', Tags: [{ Key: 'k' }] }, 'Tags[0].Value: is required'],
  ['CreatePrivateDnsNamespace', { Name: 'a' }, 'Vpc: is required'],
  ['CreatePrivateDnsNamespace', { Name: 'x'.repeat(254), Vpc: 'v' }, 'Name: '],
  ['CreatePrivateDnsNamespace', { Name: 'a', Vpc: 'v', Properties: {} }, 'Properties.DnsProperties: is required'],
  ['CreatePublicDnsNamespace', { Name: 'no_dots' }, 'Name: '],
  ['CreatePublicDnsNamespace', { Name: `${'x'.repeat(64)}.com` }, 'Name: '],
  ['UpdateHttpNamespace', { Id: 'ns-1', Namespace: {} }, 'Namespace.Description: is required'],
  ['DeleteNamespace', {}, 'Id: is required'],
  ['GetNamespace', { Id: 'x'.repeat(256) }, 'Id: '],
  ['ListNamespaces', { MaxResults: 0 }, 'MaxResults: '],
  ['ListNamespaces', { MaxResults: 101 }, 'MaxResults: '],
  ['ListNamespaces', { MaxResults: 1.5 }, 'MaxResults: '],
  ['ListNamespaces', { MaxResults: '5' }, 'MaxResults: '],
  ['ListNamespaces', { NextToken: 'not one of ours' }, 'NextToken: '],
  ['ListNamespaces', { NextToken: 'x'.repeat(4097) }, 'NextToken: '],
  ['ListNamespaces', { Filters: [{ Name: 'COLOUR', Values: ['x'] }] }, 'Filters[0].Name: '],
  ['ListNamespaces', { Filters: [{ Name: 'NAME', Values: [] }] }, 'Filters[0].Values: '],
  ['ListNamespaces', { Filters: [{ Name: 'NAME', Values: ['a', 'b'] }] }, 'Filters[0].Values: EQ takes one value'],
  ['ListNamespaces', { Filters: [{ Name: 'NAME', Values: ['a'], Condition: 'IN' }] }, 'Filters[0].Condition: '],
  [
    'ListOperations',
    { Filters: [{ Name: 'UPDATE_DATE', Values: ['1'], Condition: 'BETWEEN' }] },
    'Filters[0].Values: ',
  ],
  ['ListOperations', { Filters: [{ Name: 'UPDATE_DATE', Values: ['1'] }] }, 'Filters[0].Condition: '],
  ['CreateService', { Name: '-a', NamespaceId: 'ns-1' }, 'Name: '],
  ['CreateService', { Name: 'a..b', NamespaceId: 'ns-1' }, 'Name: '],
  ['CreateService', { Name: 'x'.repeat(64), NamespaceId: 'ns-1' }, 'Name: '],
  ['CreateService', { Name: 'a', NamespaceId: 'ns-1', Type: 'DNS' }, 'Type: '],
  [
    'CreateService',
    { Name: 'a', NamespaceId: 'ns-1', HealthCheckCustomConfig: { FailureThreshold: 11 } },
    'HealthCheckCustomConfig.FailureThreshold: ',
  ],
  [
    'CreateService',
    { Name: 'a', NamespaceId: 'ns-1', DnsConfig: { DnsRecords: [{ Type: 'A', TTL: -1 }] } },
    'DnsConfig.DnsRecords[0].TTL: ',
  ],
  [
    'CreateService',
    { Name: 'a', NamespaceId: 'ns-1', DnsConfig: { DnsRecords: [{ Type: 'MX', TTL: 1 }] } },
    'DnsConfig.DnsRecords[0].Type: ',
  ],
  [
    'CreateService',
    { Name: 'a', NamespaceId: 'ns-1', HealthCheckConfig: { Type: 'ICMP' } },
    'HealthCheckConfig.Type: ',
  ],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i' }, 'Attributes: is required'],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'a b', Attributes: {} }, 'InstanceId: '],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'x'.repeat(65), Attributes: {} }, 'InstanceId: '],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { 'a b': 'c' } }, 'Attributes.a b: '],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { a: '日本' } }, 'Attributes.a: '],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { a: ' b' } }, 'Attributes.a: '],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { a: LONG } }, 'Attributes.a: '],
  [
    'RegisterInstance',
    { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { ['x'.repeat(256)]: 'a' } },
    'Attributes.xxx',
  ],
  ['RegisterInstance', { ServiceId: 'SERVICE', InstanceId: 'i', Attributes: { a: 1 } }, 'Attributes.a: '],
  ['UpdateInstanceCustomHealthStatus', { ServiceId: 'SERVICE', InstanceId: 'i-1', Status: 'UNKNOWN' }, 'Status: '],
  ['GetInstancesHealthStatus', { ServiceId: 'SERVICE', Instances: [] }, 'Instances: '],
  ['DiscoverInstances', { NamespaceName: 'apps.local' }, 'ServiceName: is required'],
  ['DiscoverInstances', { NamespaceName: 'apps.local', ServiceName: 'backend', MaxResults: 1001 }, 'MaxResults: '],
  [
    'DiscoverInstances',
    { NamespaceName: 'apps.local', ServiceName: 'backend', HealthStatus: 'SICK' },
    'HealthStatus: ',
  ],
  ['DiscoverInstances', { NamespaceName: 'apps.local', ServiceName: 'backend', OwnerAccount: '12' }, 'OwnerAccount: '],
  ['TagResource', { ResourceARN: 'arn:aws:x', Tags: 'x' }, 'Tags: '],
  ['UntagResource', { ResourceARN: 'arn:aws:x', TagKeys: [''] }, 'TagKeys[0]: '],
];

describe('constraints', () => {
  it.each(CONSTRAINTS)('%s %j', async (operation, input, message) => {
    const known = Object.hasOwn(input, 'ServiceId') ? { ...input, ServiceId: serviceId } : input;
    const answer = await ask(call(operation, known));
    expectError(answer, 400, 'InvalidInput');
    expect(answer.json.Message).toMatch(new RegExp(`^${message.replace(/[[\]]/g, '\\$&')}`));
  });

  it('tells everything that is wrong at once', async () => {
    const answer = await ask(call('CreatePrivateDnsNamespace', { Name: 'a b', Description: LONG }));
    const lines = String(answer.json.Message).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Name', 'Vpc', 'Description']);
  });

  it('names nothing that it does not have', async () => {
    for (const operation of ['ListInstances', 'GetInstancesHealthStatus']) {
      for (const ServiceId of ['srv-unknown', namespaceId, `arn:aws:servicediscovery:x:1:service/${serviceId}`]) {
        expectError(await ask(call(operation, { ServiceId })), 404, 'ServiceNotFound');
      }
    }
  });
});
