import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionInput } from '@/lib/model';
import { createSqliteStore, type Store } from '@/lib/store';
import type { Caller } from './caller';
import { type Connections, createConnections } from './connections';

const HOME = { account: '000000000000', region: 'us-east-1' };
const caller = (role: Caller['role'], home = HOME): Caller => ({
  ...home,
  role,
  writer: { door: 'console', who: 'ada', userAgent: '' },
});
const ADMINISTRATOR = caller('administrator');
const INPUT: ConnectionInput = {
  name: 'production',
  awsRegion: 'eu-central-1',
  pollSeconds: 10,
  callsPerSecond: 20,
  namespaces: [{ namespace: 'apps.local', awsNamespace: 'apps.local' }],
};

let store: Store;
let connections: Connections;
let now = 1000;
beforeEach(async () => {
  now = 1000;
  const clock = { now: () => now };
  const silent = () => undefined;
  store = await createSqliteStore({ path: ':memory:', clock, logger: { info: silent, warn: silent, error: silent } });
  connections = createConnections({
    store,
    clock,
    random: { uuid: () => randomUUID() },
    stateOf: () => undefined,
    namespacesInUse: () => ['b.local', 'a.local'],
    test: async () => ({ ok: true, namespaces: [] }),
  });
});
afterEach(() => store.close());

describe('connections to AWS Cloud Map', () => {
  it('are made, replaced and removed, and say who did it when', async () => {
    const { id, ...made } = await connections.create(ADMINISTRATOR, INPUT);
    expect(made).toMatchObject({ ...INPUT, createdAt: 1000, createdBy: 'ada', state: { status: 'waiting' } });
    now = 2000;
    const changed = await connections.replace(ADMINISTRATOR, id, { ...INPUT, pollSeconds: 60 });
    expect(changed).toMatchObject({ id, pollSeconds: 60, createdAt: 1000, changedAt: 2000 });
    expect(await connections.list(caller('viewer'))).toEqual({
      connections: [changed],
      namespacesInUse: ['a.local', 'b.local'],
    });
    await connections.remove(ADMINISTRATOR, id);
    expect((await connections.list(ADMINISTRATOR)).connections).toEqual([]);
    await expect(connections.remove(ADMINISTRATOR, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are of one account and region, where a name stands for one', async () => {
    const { id } = await connections.create(ADMINISTRATOR, INPUT);
    await expect(connections.create(ADMINISTRATOR, INPUT)).rejects.toMatchObject({ code: 'conflict' });
    const other = await connections.create(ADMINISTRATOR, { ...INPUT, name: 'staging' });
    await expect(connections.replace(ADMINISTRATOR, other.id, INPUT)).rejects.toMatchObject({ code: 'conflict' });
    const elsewhere = caller('administrator', { ...HOME, region: 'eu-west-1' });
    expect((await connections.list(elsewhere)).connections).toEqual([]);
    await expect(connections.remove(elsewhere, id)).rejects.toMatchObject({ code: 'not-found' });
    await connections.create(elsewhere, INPUT);
  });

  it.each(['viewer', 'editor'] as const)('are not changed or tried by a %s', async (role) => {
    const { id } = await connections.create(ADMINISTRATOR, INPUT);
    const refused = { code: 'forbidden' };
    await expect(connections.create(caller(role), { ...INPUT, name: 'x' })).rejects.toMatchObject(refused);
    await expect(connections.replace(caller(role), id, INPUT)).rejects.toMatchObject(refused);
    await expect(connections.remove(caller(role), id)).rejects.toMatchObject(refused);
    await expect(async () => connections.test(caller(role), INPUT)).rejects.toMatchObject(refused);
  });
});
