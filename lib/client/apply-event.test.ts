import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { ApiEvent, Receipt } from '@/lib/model';
import { applyEvent } from './apply-event';
import { keys } from './queries';

const receipt: Receipt = {
  mesh: 'm',
  revision: 3,
  committedAt: 1,
  total: 1,
  done: 1,
  waiting: 0,
  refused: 0,
  gone: 0,
  ms: 4,
  proxies: [],
};

function clientWith(...queryKeys: (readonly unknown[])[]): QueryClient {
  const client = new QueryClient();
  for (const key of queryKeys) client.setQueryData(key, 'old');
  return client;
}

const isStale = (client: QueryClient, key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;

describe('applyEvent', () => {
  it('puts in what an event carries', () => {
    const client = new QueryClient();
    applyEvent(client, { type: 'receipt', mesh: 'm', receipt });
    expect(client.getQueryData(keys.receipt('m', 3))).toEqual(receipt);
  });

  it('marks what an event says is old, and nothing of other meshes', () => {
    const event: ApiEvent = {
      type: 'revision',
      mesh: 'm',
      revision: 4,
      at: 1,
      writer: { door: 'sdk', who: 'x', userAgent: '' },
      changes: [],
    };
    const client = clientWith(
      keys.snapshot('m'),
      keys.revisions('m'),
      keys.meshes,
      keys.traffic('m'),
      keys.snapshot('other'),
    );
    applyEvent(client, event);
    expect(isStale(client, keys.snapshot('m'))).toBe(true);
    expect(isStale(client, keys.revisions('m'))).toBe(true);
    expect(isStale(client, keys.meshes)).toBe(true);
    expect(isStale(client, keys.traffic('m'))).toBe(false);
    expect(isStale(client, keys.snapshot('other'))).toBe(false);
  });

  it('marks a draft, its plan and verdict, and the list as old when it was changed; a new revision makes all plans old', () => {
    const plans = [keys.draftPlan('m', 'd'), keys.draftVerdict('m', 'd')];
    const client = clientWith(keys.draftList('m'), keys.draft('m', 'd'), keys.draft('m', 'e'), ...plans);
    applyEvent(client, { type: 'draft', mesh: 'm', draft: 'd', deleted: false });
    for (const key of [keys.draftList('m'), keys.draft('m', 'd'), ...plans]) expect(isStale(client, key)).toBe(true);
    expect(isStale(client, keys.draft('m', 'e'))).toBe(false);
    applyEvent(client, {
      type: 'revision',
      mesh: 'm',
      revision: 4,
      at: 1,
      writer: { door: 'sdk', who: 'x', userAgent: '' },
      changes: [],
    });
    expect(isStale(client, keys.draft('m', 'e'))).toBe(true);
  });

  it('asks again for what changed before the stream of events was up: the hello has a newer revision than the page', () => {
    const client = clientWith(keys.meshes, keys.layout('m'), keys.snapshot('other'));
    client.setQueryData(keys.snapshot('m'), { revision: 32 });
    applyEvent(client, { type: 'hello', mesh: 'm', revision: 32, serverTime: 1 });
    expect(isStale(client, keys.snapshot('m'))).toBe(false);
    for (const key of [keys.meshes, keys.layout('m')]) expect(isStale(client, key)).toBe(true);
    applyEvent(client, { type: 'hello', mesh: 'm', revision: 33, serverTime: 1 });
    expect(isStale(client, keys.snapshot('m'))).toBe(true);
    expect(isStale(client, keys.snapshot('other'))).toBe(false);
  });

  it('asks again for the list of meshes when a stream without a mesh is up', () => {
    const client = clientWith(keys.meshes);
    applyEvent(client, { type: 'hello', serverTime: 1 });
    expect(isStale(client, keys.meshes)).toBe(true);
  });

  it('asks for the last five minutes again when there is a new bucket, and not with each event', () => {
    const key = keys.trafficHistory('m', { kind: 'virtualNode', name: 'n' });
    const traffic = { at: 1, windowSeconds: 60, edges: [], routes: [], loads: [], reporting: { proxies: 0, of: 0 } };
    const client = new QueryClient();
    client.setQueryData(key, 'old', { updatedAt: Date.now() - 4000 });
    applyEvent(client, { type: 'traffic', mesh: 'm', traffic });
    expect(isStale(client, key)).toBe(false);
    client.setQueryData(key, 'old', { updatedAt: Date.now() - 5000 });
    applyEvent(client, { type: 'traffic', mesh: 'm', traffic });
    expect(isStale(client, key)).toBe(true);
  });
});

it('fetches once more what was under way for the first time when it changed', async () => {
  const client = new QueryClient();
  const { promise, resolve } = Promise.withResolvers<string>();
  const answers = [promise, Promise.resolve('after the change')];
  const queryFn = () => answers.shift() ?? Promise.reject(new Error('asked too often'));
  const observer = new QueryObserver(client, { queryKey: keys.snapshot('m'), queryFn, retry: false });
  const stop = observer.subscribe(() => undefined);
  const writer = { door: 'sdk' as const, who: '', userAgent: '' };
  applyEvent(client, { type: 'revision', mesh: 'm', revision: 2, at: 0, writer, changes: [] });
  resolve('before the change');
  await expect.poll(() => client.getQueryData(keys.snapshot('m'))).toBe('after the change');
  stop();
});
