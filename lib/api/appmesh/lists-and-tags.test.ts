import * as sdk from '@aws-sdk/client-app-mesh';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleMesh } from '../testing/example-mesh';
import { failureOf } from '../testing/failure';
import { ACCOUNT, type Harness, REGION, startHarness } from '../testing/harness';

let harness: Harness;
let client: sdk.AppMeshClient;
const inputs = exampleMesh();
const mesh = { meshName: inputs.mesh.meshName };

beforeEach(async () => {
  harness = await startHarness();
  client = harness.client();
});
afterEach(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

describe('lists', () => {
  const names = Array.from({ length: 23 }, (_, i) => `mesh-${String(i).padStart(2, '0')}`);
  beforeEach(async () => {
    for (const meshName of names.toReversed()) await client.send(new sdk.CreateMeshCommand({ meshName }));
  });

  it('come in pages, sorted by name, by the paginator of the SDK', async () => {
    const pages: string[][] = [];
    for await (const page of sdk.paginateListMeshes({ client, pageSize: 10 }, {})) {
      pages.push((page.meshes ?? []).map((m) => m.meshName ?? ''));
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(names);
  });

  it('go on rightly while meshes come and go', async () => {
    const first = await client.send(new sdk.ListMeshesCommand({ limit: 10 }));
    await client.send(new sdk.DeleteMeshCommand({ meshName: 'mesh-09' }));
    await client.send(new sdk.CreateMeshCommand({ meshName: 'mesh-095' }));
    const { nextToken } = first;
    const second = await client.send(new sdk.ListMeshesCommand({ limit: 2, nextToken }));
    expect(second.meshes?.map((m) => m.meshName)).toEqual(['mesh-095', 'mesh-10']);
  });

  it.each(['garbage', '', Buffer.from('["x","y"]').toString('base64url')])('refuse the token %j', async (nextToken) => {
    const call = client.send(new sdk.ListMeshesCommand({ nextToken }));
    expect((await failureOf(call)).name).toBe('BadRequestException');
  });

  it('refuse a token of another list', async () => {
    const { nextToken } = await client.send(new sdk.ListMeshesCommand({ limit: 1 }));
    const call = client.send(new sdk.ListVirtualNodesCommand({ meshName: 'mesh-00', nextToken }));
    expect((await failureOf(call)).name).toBe('BadRequestException');
  });
});

describe('tags', () => {
  const resourceArn = `arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/shop`;
  const many = (count: number, prefix = 'k') =>
    Array.from({ length: count }, (_, i) => ({ key: `${prefix}${i}`, value: 'v' }));

  it('keep their order; the same key overwrites in place', async () => {
    await client.send(
      new sdk.CreateMeshCommand({
        ...inputs.mesh,
        tags: [
          { key: 'b', value: '1' },
          { key: 'a', value: '1' },
        ],
      }),
    );
    await client.send(
      new sdk.TagResourceCommand({
        resourceArn,
        tags: [
          { key: 'c', value: '2' },
          { key: 'b', value: '2' },
        ],
      }),
    );
    const { tags } = await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }));
    expect(tags?.map((tag) => `${tag.key}=${tag.value}`)).toEqual(['b=2', 'a=1', 'c=2']);
    const { mesh: described } = await client.send(new sdk.DescribeMeshCommand(mesh));
    expect(described?.metadata?.version).toBe(1);
  });

  it('are 50 at most; one too many changes nothing', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, tags: many(49) }));
    const call = client.send(new sdk.TagResourceCommand({ resourceArn, tags: many(2, 'x') }));
    expect((await failureOf(call)).name).toBe('TooManyTagsException');
    expect((await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags).toHaveLength(49);
    await client.send(new sdk.TagResourceCommand({ resourceArn, tags: many(1, 'x') }));
  });

  it('come in pages', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, tags: many(5) }));
    const keys: string[] = [];
    for await (const page of sdk.paginateListTagsForResource({ client, pageSize: 2 }, { resourceArn })) {
      keys.push(...(page.tags ?? []).map((tag) => tag.key ?? ''));
    }
    expect(keys).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
  });

  it.each([
    ['an unknown resource', resourceArn, 'NotFoundException'],
    ['another account', resourceArn.replace(ACCOUNT, '999999999999'), 'ForbiddenException'],
    ['no ARN', 'shop', 'BadRequestException'],
  ])('of %s', async (_, arn, name) => {
    for (const command of [
      new sdk.ListTagsForResourceCommand({ resourceArn: arn }),
      new sdk.TagResourceCommand({ resourceArn: arn, tags: many(1) }),
      new sdk.UntagResourceCommand({ resourceArn: arn, tagKeys: ['x'] }),
    ]) {
      expect((await failureOf(client.send(command as never))).name).toBe(name);
    }
  });
});
