import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_TABLE } from '@/lib/model';
import { ACCOUNT, ADMIN, type Harness, REGION, startHarness } from '../testing/harness';

const BIN = join(import.meta.dirname, '../../../.venv/bin');
const run = promisify(execFile);

let harness: Harness;
let directory: string;
beforeAll(async () => {
  harness = await startHarness();
  directory = await mkdtemp(join(tmpdir(), 'meshkeep-cli-'));
});
afterAll(async () => {
  await harness.close();
  await rm(directory, { recursive: true });
});

/** What a user of AWS's tools sets: an address and a key, nothing else. */
const environment = (): NodeJS.ProcessEnv => ({
  NODE_ENV: 'test',
  PATH: process.env.PATH,
  HOME: directory,
  AWS_ENDPOINT_URL_APP_MESH: harness.url,
  AWS_ACCESS_KEY_ID: ADMIN.id,
  AWS_SECRET_ACCESS_KEY: ADMIN.secret,
  AWS_DEFAULT_REGION: REGION,
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
  PYTHONIOENCODING: 'utf-8',
});

describe('boto3, unmodified', () => {
  it('works all operations, with names of every kind', async () => {
    const script = join(import.meta.dirname, 'testdata/boto3_all_operations.py');
    const { stdout } = await run(join(BIN, 'python'), [script], { env: environment() });
    const { used, found } = JSON.parse(stdout) as { used: string[]; found: Record<string, string> };
    expect(used).toEqual(Object.keys(API_TABLE.operations).sort());
    expect(found.route).toBe(
      `arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/メッシュ 一:号/virtualRouter/rou:ter/route/ro/ute ö`,
    );
    expect(harness.errors).toEqual([]);
  });
});

describe('the AWS CLI, unmodified', () => {
  const aws = async (...args: string[]) => {
    const { stdout } = await run(join(BIN, 'aws'), ['appmesh', ...args, '--output', 'json'], { env: environment() });
    return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, Record<string, unknown>>);
  };

  it('creates from a file of JSON, reads, pages and deletes', async () => {
    const spec = {
      meshName: 'cli mesh:1',
      virtualNodeName: 'ノード/1',
      spec: {
        listeners: [{ portMapping: { port: 80, protocol: 'grpc' } }],
        serviceDiscovery: { dns: { hostname: 'x' } },
      },
    };
    const file = join(directory, 'node.json');
    await writeFile(file, JSON.stringify(spec));
    await aws('create-mesh', '--mesh-name', spec.meshName, '--tags', 'key=a,value=b');
    const created = await aws('create-virtual-node', '--cli-input-json', `file://${file}`);
    expect(created.virtualNode).toMatchObject({
      virtualNodeName: 'ノード/1',
      spec: spec.spec,
      status: { status: 'ACTIVE' },
    });
    const names = ['--mesh-name', spec.meshName, '--virtual-node-name', 'ノード/1'];
    expect((await aws('describe-virtual-node', ...names)).virtualNode).toEqual(created.virtualNode);
    await aws('create-mesh', '--mesh-name', 'second');
    const { meshes } = await aws('list-meshes', '--page-size', '1');
    expect(meshes).toHaveLength(2);
    await aws('delete-virtual-node', ...names);
    const gone = await aws('delete-mesh', '--mesh-name', spec.meshName);
    expect(gone.mesh).toMatchObject({ status: { status: 'DELETED' } });
  });

  it('prints the class and the text of an error', async () => {
    const call = aws('describe-mesh', '--mesh-name', 'no such mesh');
    await expect(call).rejects.toThrow(
      `An error occurred (NotFoundException) when calling the DescribeMesh operation: Mesh with name no such mesh is not present for account ${ACCOUNT}`,
    );
  });
});
