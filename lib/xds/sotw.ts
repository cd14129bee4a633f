import type { TypeChannel } from './channel';
import { takeVerdict, type Verdict } from './delta';
import type { SotwRequest } from './requests';
import { isFullSet } from './responses';
import type { Subscription, Subscriptions } from './subscription';

/** Takes in a state-of-the-world request: every one carries all names that are wanted. */
export function takeSotwRequest(channel: TypeChannel, request: SotwRequest, subscriptions: Subscriptions): Verdict {
  const first = !channel.heard || request.nonce === '';
  const answersOpenResponse = channel.inFlight !== undefined && request.nonce === channel.inFlight.nonce;
  const verdict = takeVerdict(channel, request);
  const added = changeNames(channel, request, subscriptions);
  if (first) begin(channel, request);
  else if (!answersOpenResponse && request.error === undefined) askAgain(channel, added);
  return verdict;
}

function begin(channel: TypeChannel, request: SotwRequest): void {
  channel.owesAnswer = channel.subscription.wildcard;
  if (!channel.heard && request.version !== '') {
    channel.restored = true;
    channel.claimedVersion = request.version;
  }
  channel.heard = true;
}

/**
 * A second request for an acknowledged response is a question: after a change of clusters Envoy asks for their
 * endpoints again with the same nonce and names, and holds the clusters back for 15 s when nobody answers
 * (envoy-mapping.md 4.1). Names that are new need no help here: the proxy has nothing for them.
 */
function askAgain(channel: TypeChannel, namesChanged: 'same' | 'fewer' | 'more'): void {
  const dirty = channel.dirty;
  channel.dirty = undefined;
  if (namesChanged === 'fewer') return;
  if (isFullSet(channel.type)) {
    channel.owesAnswer = namesChanged === 'same';
    return;
  }
  const again = dirty ?? (namesChanged === 'same' ? channel.subscription.names : undefined);
  if (again) channel.resend = channel.resend ? new Set([...channel.resend, ...again]) : again;
}

function changeNames(channel: TypeChannel, request: SotwRequest, all: Subscriptions): 'same' | 'fewer' | 'more' {
  const before = channel.subscription;
  const wildcard = wantsAll(channel, request);
  const known = request.names.filter((name) => before.names.has(name)).length;
  if (channel.heard && wildcard === before.wildcard && sameNames(before, request.names, known)) return 'same';
  channel.subscribe(
    all.of(
      wildcard,
      request.names.filter((name) => name !== '*'),
    ),
  );
  return known < request.names.length ? 'more' : 'fewer';
}

function sameNames(before: Subscription, names: readonly string[], known: number): boolean {
  return known === before.names.size && names.every((name) => name === '*' || before.names.has(name));
}

/** No names for clusters or listeners means all, until names were given once. */
function wantsAll(channel: TypeChannel, request: SotwRequest): boolean {
  if (request.names.includes('*')) return true;
  const namedBefore = channel.heard && !channel.subscription.wildcard;
  return isFullSet(channel.type) && request.names.length === 0 && !namedBefore;
}
