import type { QueryClient } from '@tanstack/react-query';
import { type ApiEvent, HISTORY_BUCKET_SECONDS } from '@/lib/model';
import { keys, snapshotQuery } from './queries';

/** Brings what is cached up to date with an event: data that it carries is put in, the rest is fetched again. */
export function applyEvent(client: QueryClient, event: ApiEvent): void {
  if (event.type === 'traffic') takeTraffic(client, event);
  if (event.type === 'receipt') client.setQueryData(keys.receipt(event.mesh, event.receipt.revision), event.receipt);
  for (const queryKey of staleAfter(client, event)) refresh(client, queryKey);
}

/** Fetches again; what is fetched for the first time may have been read before the event, and is fetched once more then. */
function refresh(client: QueryClient, queryKey: readonly unknown[]): void {
  const predicate = ({ state }: { state: { data: unknown } }) => state.data === undefined;
  const first = client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching', predicate });
  void client.invalidateQueries({ queryKey });
  for (const query of first) {
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    void query.promise?.then(again, () => undefined);
  }
}

function takeTraffic(client: QueryClient, { mesh, traffic }: Extract<ApiEvent, { type: 'traffic' }>): void {
  client.setQueryData(keys.traffic(mesh), traffic);
  // A new bucket is there every five seconds only; an answer that is under way is waited for.
  const old = Date.now() - HISTORY_BUCKET_SECONDS * 1000;
  void client.invalidateQueries(
    { queryKey: keys.trafficHistories(mesh), predicate: ({ state }) => state.dataUpdatedAt <= old },
    { cancelRefetch: false },
  );
}

function staleAfter(client: QueryClient, event: ApiEvent): (readonly unknown[])[] {
  switch (event.type) {
    case 'hello':
      return staleBeforeHello(client, event);
    case 'meshes':
      return [keys.meshes, keys.certificates];
    case 'proxies':
      return [keys.meshes, keys.proxies(event.mesh)];
    case 'endpoints':
    case 'problems':
      return [keys.snapshot(event.mesh)];
    case 'settings':
      return [keys.settings(event.mesh)];
    case 'layout':
      return [keys.layout(event.mesh)];
    case 'revision':
      return staleAfterRevision(event.mesh);
    case 'draft':
      return [keys.draftList(event.mesh), keys.draft(event.mesh, event.draft)];
    default:
      return [];
  }
}

function staleAfterRevision(mesh: string): (readonly unknown[])[] {
  return [keys.meshes, keys.certificates, keys.snapshot(mesh), keys.revisions(mesh), keys.drafts(mesh)];
}

/**
 * A page asks for its data while its stream of events is being opened. What changed between an answer and the hello is
 * told by no event: the hello's revision says whether the model did; the rest is small, and is asked for again.
 */
function staleBeforeHello(client: QueryClient, { mesh, revision = 0 }: Extract<ApiEvent, { type: 'hello' }>) {
  if (mesh === undefined) return [keys.meshes];
  const rest = [keys.meshes, keys.proxies(mesh), keys.layout(mesh), keys.settings(mesh), keys.draftList(mesh)];
  const seen = client.getQueryData(snapshotQuery(mesh).queryKey)?.revision;
  return seen !== undefined && seen >= revision ? rest : [...rest, ...staleAfterRevision(mesh)];
}
