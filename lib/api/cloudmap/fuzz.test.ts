import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, createCloudMap, DEFAULT_CLOUD_MAP_QUOTAS } from '@/lib/service';
import { createSqliteStore, type Store } from '@/lib/store';
import type { HttpDoor } from '../http';
import { createCloudMapDoor } from './door';
import { HANDLERS } from './operations';

const CALLER: Caller = {
  account: '111122223333',
  region: 'eu-central-1',
  role: 'administrator',
  writer: { door: 'sdk', who: 'fuzz', userAgent: '' },
};

/** Member names of the API, so that nonsense gets past the first check. */
const MEMBERS = [
  ...['Id', 'Name', 'NamespaceId', 'ServiceId', 'InstanceId', 'Attributes', 'Filters', 'Values', 'Condition', 'Tags'],
  ...['Key', 'Value', 'TagKeys', 'ResourceARN', 'MaxResults', 'NextToken', 'DnsConfig', 'DnsRecords', 'Type', 'TTL'],
  ...['HealthCheckConfig', 'HealthCheckCustomConfig', 'FailureThreshold', 'Status', 'NamespaceName', 'ServiceName'],
  ...['QueryParameters', 'OptionalParameters', 'HealthStatus', 'OperationId', 'Namespace', 'Service', 'Description'],
  ...['CreatorRequestId', 'Vpc', 'Properties', 'Instances', 'OwnerAccount', '__proto__', 'constructor', 'toString'],
];

const WORDS = [
  ...['ns-1', 'srv-1', 'i-1', 'apps.local', 'backend', 'NAME', 'NAMESPACE_ID', 'TYPE', 'EQ', 'IN', 'BETWEEN', 'A'],
  ...['AWS_INSTANCE_IPV4', '10.0.0.1', 'HEALTHY', 'HTTP', '111122223333', '', '__proto__', '\u0000', '日本'],
  'arn:aws:servicediscovery:eu-central-1:111122223333:namespace/ns-1',
];

let store: Store;
let door: HttpDoor;
const errors: string[] = [];
beforeAll(async () => {
  const clock = { now: () => 1_700_000_000_000 };
  let next = 0;
  const random = { uuid: () => `00000000-0000-4000-8000-${String(next++).padStart(12, '0')}` };
  const note = (message: string, fields?: Record<string, unknown>) =>
    void errors.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { info: () => {}, warn: () => {}, error: note };
  store = await createSqliteStore({ path: ':memory:', clock, logger });
  const scope = { account: CALLER.account, region: CALLER.region };
  await store.write(async (tx) => {
    await tx.putNamespace({ id: 'ns-1', scope, name: 'apps.local', type: 'HTTP', createdAt: 1, tags: [] });
    const service = { id: 'srv-1', scope, namespaceId: 'ns-1', name: 'backend', createdAt: 1, tags: [] };
    await tx.putService({ ...service, healthCheckCustomConfig: {} });
    await tx.putInstance({ serviceId: 'srv-1', id: 'i-1', attributes: {}, health: 'HEALTHY' });
  });
  const cloudMap = createCloudMap({ store, clock, random, quotas: DEFAULT_CLOUD_MAP_QUOTAS });
  const authenticate = async () => ({ ok: true, caller: CALLER, signingName: 'servicediscovery' }) as const;
  door = createCloudMapDoor({ cloudMap, authenticate, random, logger });
});
afterAll(() => store.close());

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...WORDS),
    fc.string({ maxLength: 300 }),
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...MEMBERS), tie('value')), { maxLength: 5 }).map((pairs) => {
      const texts = pairs.map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`);
      return JSON.parse(`{${texts.join(',')}}`) as unknown;
    }),
  ),
}));

const body = fc.oneof(
  value.map((any) => JSON.stringify(any) ?? ''),
  fc.dictionary(fc.constantFrom(...MEMBERS), value).map((any) => JSON.stringify(any)),
  fc.string(),
);

it('whatever is sent, the answer is JSON and never a fault of the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...HANDLERS.keys()), body, async (operation, text) => {
      const answer = await door({
        method: 'POST',
        rawPath: '/',
        rawQuery: '',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `Route53AutoNaming_v20170314.${operation}`,
        },
        body: Buffer.from(text),
        bodyTooLarge: false,
        peer: '127.0.0.1:1',
        signal: new AbortController().signal,
      });
      const answered = JSON.parse(String(answer.body)) as Record<string, unknown>;
      expect(answer.status).toBeLessThan(500);
      if (answer.status !== 200)
        expect(answered).toMatchObject({ __type: expect.any(String), Message: expect.any(String) });
    }),
    { numRuns: 1500 },
  );
  expect(errors).toEqual([]);
});
