import * as sdk from '@aws-sdk/client-app-mesh';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExample, exampleMesh } from '../testing/example-mesh';
import { failureOf } from '../testing/failure';
import { ACCOUNT, type Harness, REGION, startHarness, VIEWER } from '../testing/harness';

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

describe('client tokens', () => {
  const clientToken = 'token-1';

  it('the same token and input gets the stored answer and makes no second version', async () => {
    const first = await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    const again = await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    expect(again.mesh).toEqual(first.mesh);
    const update = { ...mesh, spec: { egressFilter: { type: 'ALLOW_ALL' as const } }, clientToken };
    await client.send(new sdk.UpdateMeshCommand(update));
    await client.send(new sdk.UpdateMeshCommand(update));
    const { mesh: now } = await client.send(new sdk.DescribeMeshCommand(mesh));
    expect(now?.metadata?.version).toBe(2);
  });

  it('the same token with other input is a conflict', async () => {
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    const call = client.send(new sdk.CreateMeshCommand({ meshName: 'other', clientToken }));
    expect((await failureOf(call)).name).toBe('ConflictException');
  });

  it('is free again when the call failed, and after 24 hours', async () => {
    const node = { ...inputs.node, clientToken };
    expect((await failureOf(client.send(new sdk.CreateVirtualNodeCommand(node)))).name).toBe('NotFoundException');
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, clientToken }));
    await client.send(new sdk.CreateVirtualNodeCommand(node));
    harness.skew.ms = 24 * 60 * 60 * 1000 + 1000;
    const late = await harness.service.createResource(
      { account: ACCOUNT, region: REGION, role: 'editor', writer: { door: 'sdk', who: 'x', userAgent: '' } },
      'mesh',
      { meshName: 'other', clientToken },
    );
    expect(late.resource.name).toBe('other');
  });
});

describe('versions and specs', () => {
  it('a new resource of an old name starts again', async () => {
    const { mesh: first } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    await client.send(new sdk.UpdateMeshCommand(mesh));
    const { mesh: gone } = await client.send(new sdk.DeleteMeshCommand(mesh));
    expect(gone?.metadata?.version).toBe(2);
    const { mesh: second } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    expect(second?.metadata?.version).toBe(1);
    expect(second?.metadata?.uid).not.toBe(first?.metadata?.uid);
  });

  it('an update replaces the whole spec and keeps the tags', async () => {
    const tags = [{ key: 'team', value: 'a' }];
    const spec = { egressFilter: { type: 'ALLOW_ALL' as const } };
    await client.send(new sdk.CreateMeshCommand({ ...inputs.mesh, spec, tags }));
    const { mesh: updated } = await client.send(new sdk.UpdateMeshCommand(mesh));
    expect(updated?.spec).toEqual({});
    const resourceArn = updated?.metadata?.arn;
    expect((await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(tags);
  });

  it('lastUpdatedAt moves, createdAt stays', async () => {
    const { mesh: first } = await client.send(new sdk.CreateMeshCommand(inputs.mesh));
    harness.skew.ms = 60_000;
    const { mesh: second } = await client.send(new sdk.UpdateMeshCommand(mesh));
    expect(second?.metadata?.createdAt).toEqual(first?.metadata?.createdAt);
    const moved = Number(second?.metadata?.lastUpdatedAt) - Number(first?.metadata?.lastUpdatedAt);
    expect(moved).toBeGreaterThanOrEqual(60_000);
  });
});

describe('meshOwner', () => {
  beforeEach(() => createExample(client));

  it("accepts one's own account and refuses others", async () => {
    const own = await client.send(new sdk.DescribeVirtualNodeCommand({ ...inputs.node, meshOwner: ACCOUNT }));
    expect(own.virtualNode?.virtualNodeName).toBe('colour-v1');
    const other = { ...inputs.node, meshOwner: '999999999999' };
    const calls = [
      new sdk.DescribeVirtualNodeCommand(other),
      new sdk.UpdateVirtualNodeCommand(other),
      new sdk.DeleteVirtualNodeCommand(other),
      new sdk.ListVirtualNodesCommand({ ...mesh, meshOwner: '999999999999' }),
    ];
    for (const command of calls)
      expect((await failureOf(client.send(command as never))).name).toBe('ForbiddenException');
  });
});

describe('roles', () => {
  it('a viewer reads and does not write', async () => {
    await createExample(client);
    const viewer = harness.client(VIEWER);
    await viewer.send(new sdk.DescribeMeshCommand(mesh));
    await viewer.send(new sdk.ListMeshesCommand({}));
    const writes = [
      new sdk.CreateMeshCommand({ meshName: 'x' }),
      new sdk.UpdateMeshCommand(mesh),
      new sdk.DeleteRouteCommand(inputs.route),
      new sdk.TagResourceCommand({ resourceArn: 'x', tags: [] }),
    ];
    for (const command of writes) {
      const { name, message } = await failureOf(viewer.send(command as never));
      expect(name).toBe('ForbiddenException');
      expect(message).toBe('a viewer is not authorized: role viewer may not write.');
    }
  });
});
