import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, REGION } from '../testing/harness';
import { HANDLERS } from './operations';
import { type CloudMapHarness, startCloudMapHarness } from './testing/harness';

const BIN = join(import.meta.dirname, '../../../.venv/bin');
const run = promisify(execFile);

let harness: CloudMapHarness;
let home: string;
beforeAll(async () => {
  harness = await startCloudMapHarness();
  home = await mkdtemp(join(tmpdir(), 'meshkeep-cli-'));
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
  await rm(home, { recursive: true });
});

/**
 * What a user of AWS's tools sets: an address, a key, and that no `data-` is put before the address (`data-127.0.0.1` is
 * no host). botocore reads the latter from the environment or from ~/.aws/config.
 */
const environment = () => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  HOME: home,
  AWS_ENDPOINT_URL_SERVICEDISCOVERY: harness.url,
  AWS_ACCESS_KEY_ID: ADMIN.id,
  AWS_SECRET_ACCESS_KEY: ADMIN.secret,
  AWS_DEFAULT_REGION: REGION,
  AWS_MAX_ATTEMPTS: '1',
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
  AWS_PAGER: '',
});

it('boto3 works every operation that is served', async () => {
  const script = join(import.meta.dirname, 'testdata/boto3_cloud_map.py');
  const { stdout } = await run(join(BIN, 'python'), [script], { env: environment() });
  expect(JSON.parse(stdout)).toEqual({
    used: [...HANDLERS.keys()].sort(),
    names: ['apps.local', 'dns.local', 'example.com'],
    namespace: ['new', true],
    service: ['uid', 'new', 1],
    health: { 'i-1': 'UNHEALTHY' },
    attributes: [true, true],
    found: ['i-1', 'UNHEALTHY'],
    tags: [{ Key: 'team', Value: 'a' }],
    errors: {
      'in use': ['ResourceInUse', 409],
      'namespace in use': ['ResourceInUse', 409],
      'no instance': ['InstanceNotFound', 404],
      'no service': ['ServiceNotFound', 404],
      taken: ['NamespaceAlreadyExists', 400],
    },
    deleted: 3,
  });
});

it('the AWS CLI registers, lists, and prints the class and the text of an error', async () => {
  const aws = async (...args: string[]) => {
    const command = ['servicediscovery', ...args, '--output', 'json'];
    const { stdout } = await run(join(BIN, 'aws'), command, { env: environment() });
    return stdout === '' ? {} : JSON.parse(stdout);
  };
  const { OperationId } = await aws('create-http-namespace', '--name', 'cli.local');
  const { Operation } = await aws('get-operation', '--operation-id', OperationId);
  const { Service } = await aws('create-service', '--name', 'backend', '--namespace-id', Operation.Targets.NAMESPACE);
  const attributes = 'AWS_INSTANCE_IPV4=10.0.0.1,version=v1';
  await aws('register-instance', '--service-id', Service.Id, '--instance-id', 'i-1', '--attributes', attributes);
  const { Instances } = await aws('list-instances', '--service-id', Service.Id);
  expect(Instances).toEqual([{ Id: 'i-1', Attributes: { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' } }]);
  const discovered = await aws('discover-instances', '--namespace-name', 'cli.local', '--service-name', 'backend');
  expect(discovered.Instances).toMatchObject([
    { InstanceId: 'i-1', NamespaceName: 'cli.local', ServiceName: 'backend' },
  ]);
  await expect(aws('delete-service', '--id', Service.Id)).rejects.toThrow(
    'An error occurred (ResourceInUse) when calling the DeleteService operation: Service backend has registered instances (1).',
  );
});
