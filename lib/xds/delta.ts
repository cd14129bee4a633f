import type { InFlight, TypeChannel } from './channel';
import type { InternPool } from './intern';
import type { Resources } from './push';
import { type DeltaRequest, MOST_NAMES, TooManyNames } from './requests';
import { isFullSet } from './responses';
import type { Subscriptions } from './subscription';

/** What a request said about the response under way. */
export interface Verdict {
  acknowledged?: InFlight | undefined;
  refused?: { sent: InFlight; names: string[] } | undefined;
}

export interface DeltaContext {
  readonly subscriptions: Subscriptions;
  /** States that proxies brought from earlier streams; equal ones are one object. */
  readonly restored: InternPool<Map<string, { name: string; version: string; bytes: Uint8Array }>>;
}

/** Takes in an incremental request: verdict on a response, and names subscribed to and dropped, in one message. */
export function takeDeltaRequest(channel: TypeChannel, request: DeltaRequest, context: DeltaContext): Verdict {
  const verdict = takeVerdict(channel, request);
  const first = !channel.heard;
  if (first) channel.accepted = restoredState(channel, request, context);
  channel.heard = true;
  changeSubscription(channel, request, first, context.subscriptions);
  return verdict;
}

/** Only the nonce of the response under way counts; others answer responses that are settled. */
export function takeVerdict(channel: TypeChannel, request: { nonce: string; error: string | undefined }): Verdict {
  if (request.nonce === '' || channel.inFlight?.nonce !== request.nonce) return {};
  if (request.error === undefined) return { acknowledged: channel.acknowledge() };
  return { refused: channel.refuse(request.error) };
}

const NO_BYTES = new Uint8Array(0);

function restoredState(channel: TypeChannel, request: DeltaRequest, context: DeltaContext): Resources {
  if (request.initialVersions.size === 0) return channel.accepted;
  if (request.initialVersions.size > MOST_NAMES) throw new TooManyNames();
  channel.restored = true;
  const versions = [...request.initialVersions].sort(([a], [b]) => (a < b ? -1 : 1));
  return context.restored.get(versions.flat().join('\n'), () => {
    return new Map(versions.map(([name, version]) => [name, { name, version, bytes: NO_BYTES }]));
  });
}

function changeSubscription(channel: TypeChannel, request: DeltaRequest, first: boolean, all: Subscriptions): void {
  const before = channel.subscription;
  const wildcard = wantsAll(channel, request, first);
  const names = new Set(before.names);
  const added = request.subscribe.filter((name) => name !== '*' && !names.has(name));
  const repeated = request.subscribe.filter((name) => names.has(name));
  for (const name of added) names.add(name);
  for (const name of request.unsubscribe) names.delete(name);
  if (wildcard && !before.wildcard && request.initialVersions.size === 0) channel.owesAnswer = true;
  // Who takes a name back has no answer to wait for, so that names do not pile up while a response is under way.
  if (added.length > 0)
    channel.absent = new Set([...(channel.absent ?? []), ...added].filter((name) => names.has(name)));
  confirmOrResend(channel, repeated);
  if (first || wildcard !== before.wildcard || added.length > 0 || request.unsubscribe.length > 0) {
    channel.subscribe(all.of(wildcard, names));
  }
}

/** The first request for clusters or listeners without names asks for all of them, as `*` does at any time. */
function wantsAll(channel: TypeChannel, request: DeltaRequest, first: boolean): boolean {
  if (request.subscribe.includes('*')) return true;
  if (request.unsubscribe.includes('*')) return false;
  return channel.subscription.wildcard || (first && isFullSet(channel.type) && request.subscribe.length === 0);
}

/** A name asked for again goes out again, unless it was sent unasked because we knew that it would be asked for. */
function confirmOrResend(channel: TypeChannel, names: readonly string[]): void {
  if (names.length === 0) return;
  const implied = new Set(channel.implied);
  const again = names.filter((name) => !implied.delete(name));
  channel.implied = implied.size > 0 ? implied : undefined;
  if (again.length === 0) return;
  channel.resend = new Set([...(channel.resend ?? []), ...again]);
  if (channel.resend.size > MOST_NAMES) throw new TooManyNames();
}
