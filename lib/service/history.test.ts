import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCipher } from '@/lib/identity';
import { createSqliteStore, type FeedEvent, type HistoryEntry, type Store } from '@/lib/store';
import { DEFAULT_QUOTAS } from './quotas';
import { readRevisions } from './read-revisions';
import { createService, type Service } from './service';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };
const caller = {
  ...key,
  role: 'editor' as const,
  writer: { door: 'terraform' as const, who: 'ci', userAgent: 'Terraform/1.9' },
};
const clock = { now: () => 1_800_000_000_000.5 };

let store: Store;
let service: Service;
let events: FeedEvent[];
beforeEach(async () => {
  store = await createSqliteStore({ path: ':memory:', clock });
  const passwords = { hash: async () => '', verify: async () => false };
  service = createService({
    store,
    clock,
    random: { uuid: () => 'uid' },
    passwords,
    cipher: createCipher('a secret for tests'),
    quotas: DEFAULT_QUOTAS,
  });
  events = [];
  store.subscribe((event) => events.push(event));
});
afterEach(() => store.close());

it('every write is one revision with who, when, through which door, before and after', async () => {
  await service.createResource(caller, 'mesh', { meshName: 'm' });
  await service.createResource(caller, 'virtualRouter', { meshName: 'm', virtualRouterName: 'r', spec: {} });
  const route = { meshName: 'm', virtualRouterName: 'r', routeName: 'x' };
  await service.createResource(caller, 'virtualNode', { meshName: 'm', virtualNodeName: 'n', spec: {} });
  const spec = { tcpRoute: { action: { weightedTargets: [{ virtualNode: 'n', weight: 1 }] } } };
  await service.createResource(caller, 'route', { ...route, spec });
  const changed = { ...spec, priority: 1 };
  const { revision } = await service.updateResource(caller, 'route', { ...route, spec: changed });
  await service.deleteResource(caller, 'route', route);

  const history = await store.read((tx) => tx.history(key, { limit: 10 }));
  const summary = ({ revision, changes: [change] }: HistoryEntry) => {
    const op = !change?.before ? 'added' : change.after ? 'changed' : 'removed';
    return `${revision} ${op} ${[change?.ref.parent, change?.ref.name].filter(Boolean).join('/')}`;
  };
  expect(history.map(summary)).toEqual([
    '6 removed r/x',
    '5 changed r/x',
    '4 added r/x',
    '3 added n',
    '2 added r',
    '1 added m',
  ]);
  // A message is what a person wrote; these are single writes of the API.
  expect(history.every(({ message }) => message === '')).toBe(true);
  expect(revision).toBe(5);
  const update = history[1];
  expect(update).toMatchObject({ at: 1_800_000_000_000, writer: caller.writer });
  expect(update?.changes[0]?.before?.spec).toEqual(spec);
  expect(update?.changes[0]?.after?.spec).toEqual(changed);
  expect(history[0]?.changes[0]?.after).toBeUndefined();
  expect(events.map((event) => event.type === 'mesh' && event.revision)).toEqual([1, 2, 3, 4, 5, 6]);
});

it('a refused write leaves neither revision nor event nor remembered token', async () => {
  await service.createResource(caller, 'mesh', { meshName: 'm' });
  const input = {
    meshName: 'm',
    virtualRouterName: 'no',
    routeName: 'x',
    clientToken: 't',
    spec: { tcpRoute: { action: { weightedTargets: [{ virtualNode: 'n', weight: 1 }] } } },
  };
  await expect(service.createResource(caller, 'route', input)).rejects.toMatchObject({ code: 'not-found' });
  expect(await store.read((tx) => tx.revision(key))).toBe(1);
  expect(events).toHaveLength(1);
});

describe('tags', () => {
  const resourceArn = 'arn:aws:appmesh:eu-central-1:111122223333:mesh/m';
  const tagger = { ...caller, writer: { door: 'sdk' as const, who: 'a tagger', userAgent: 'x' } };
  const mesh = () => service.describeResource(caller, 'mesh', { meshName: 'm' });

  it('are written with history entry, revision and event; version, time and owner stay', async () => {
    await service.createResource(caller, 'mesh', { meshName: 'm', tags: [{ key: 'a', value: 'b' }] });
    const before = await mesh();
    expect(await service.tagResource(tagger, { resourceArn, tags: [{ key: 'c', value: 'd' }] })).toBe(2);
    expect(await service.untagResource(tagger, { resourceArn, tagKeys: ['a'] })).toBe(3);
    expect(await mesh()).toEqual({ ...before, tags: [{ key: 'c', value: 'd' }] });
    expect(events.map((event) => event.type === 'mesh' && event.revision)).toEqual([1, 2, 3]);
    const page = { limit: 2 };
    const { revisions } = await readRevisions({ store }, caller, key, page);
    const [untagged, tagged] = revisions;
    expect(untagged).toMatchObject({ message: '', writer: { who: 'a tagger' } });
    expect(untagged?.changes[0]?.tags?.after).toEqual([{ key: 'c', value: 'd' }]);
    expect(tagged).toMatchObject({ revision: 2, message: '' });
    expect(tagged?.changes[0]?.tags?.before).toEqual([{ key: 'a', value: 'b' }]);
  });

  it('that are like that already make no revision', async () => {
    await service.createResource(caller, 'mesh', { meshName: 'm', tags: [{ key: 'a', value: 'b' }] });
    expect(await service.tagResource(caller, { resourceArn, tags: [{ key: 'a', value: 'b' }] })).toBeUndefined();
    expect(await service.untagResource(caller, { resourceArn, tagKeys: ['x'] })).toBeUndefined();
    expect(events).toHaveLength(1);
  });
});

it('a fault of the store is told as unavailable, without its details', async () => {
  await store.close();
  const call = service.createResource(caller, 'mesh', { meshName: 'm' });
  await expect(call).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The store cannot be used at the moment; nothing was changed.',
  });
});
