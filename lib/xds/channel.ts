import type { EncodedResource, ResourceType } from '@/lib/translate';
import { applyPush, NO_RESOURCES, Push, type PushPlanner, planPush, type Resources } from './push';
import { refusedNames } from './refusal';
import { isFullSet, type Protocol, type ResponseEncoder, versionOf } from './responses';
import { NO_SUBSCRIPTION, type Subscription, type Subscriptions } from './subscription';

/** What all streams of a server share. */
export interface Shared {
  readonly subscriptions: Subscriptions;
  readonly planner: PushPlanner;
  readonly encoder: ResponseEncoder;
}

/** A response that is not acknowledged yet. */
export interface InFlight {
  readonly push: Push;
  readonly nonce: string;
  /** Revision of the group's configuration when it was sent, and the resources that this wanted. */
  readonly revision: number;
  readonly wanted: Resources;
}

/** Which parts of what is wanted may go out now. */
export interface Gate {
  removals: boolean;
  blocked?: ((resource: EncodedResource) => boolean) | undefined;
}

/**
 * One resource type on one stream: what the proxy subscribes to, has accepted, and is about to accept. At most one
 * response is under way; whatever is wanted meanwhile is worked out when that one is answered, so a slow proxy costs
 * no memory and always gets the newest state next. The requests' meaning is in delta.ts and sotw.ts.
 */
export class TypeChannel {
  /** Whether the proxy asked for this type at all. */
  heard = false;
  /** Whether the proxy came with something from an earlier stream. */
  restored = false;
  /** Whether it accepted anything on this stream. */
  acknowledgedOnce = false;
  subscription: Subscription = NO_SUBSCRIPTION;
  /** What it has accepted last, by name. For a delta stream that was restored, without bytes. */
  accepted: Resources = NO_RESOURCES;
  inFlight: InFlight | undefined;
  /** Names that must go out although nothing changed. Shared sets: never changed in place. */
  resend: ReadonlySet<string> | undefined;
  /** Names asked for that do not exist, to be told so (delta only). */
  absent: ReadonlySet<string> | undefined;
  /** Names sent unasked, which the proxy will subscribe to in a moment (delta EDS). */
  implied: ReadonlySet<string> | undefined;
  /**
   * Version that a state-of-the-world proxy brought from an earlier stream. When it is the version of what is wanted,
   * the proxy has all of that already.
   */
  claimedVersion: string | undefined;
  /** State of the world: EDS clusters sent since, whose assignments the proxy will ask for again. */
  dirty: ReadonlySet<string> | undefined;
  /** Whether an answer is due even when it is empty. */
  owesAnswer = false;
  /** Nonce of the last response, acknowledged or not. */
  lastNonce = '';
  private lastSerial = 0;
  /** Version by name of what it refused: not sent again before its bytes change. */
  private refused: Map<string, string> | undefined;
  private limit: number | undefined;
  /** Wanted resources that were refused in a way that no resource can be blamed for. */
  private stuckOn: Resources | undefined;

  constructor(
    readonly type: ResourceType,
    readonly protocol: Protocol,
    private readonly shared: Shared,
  ) {}

  /** Works out the response that is due, or undefined when there is none or one is still under way. */
  plan(wanted: Resources, gate: Gate): Push | undefined {
    if (this.inFlight || wanted === this.stuckOn || this.subscription === NO_SUBSCRIPTION) return undefined;
    const target = this.shared.subscriptions.select(wanted, this.subscription);
    if (this.hasExceptions) this.tidyExceptions(target);
    const plain = !this.hasExceptions && !gate.blocked;
    const push = plain ? this.sharedPlan(target, gate) : this.ownPlan(target, gate);
    if (this.mustGo(push)) return push;
    this.accepted = push.next;
    this.resend = subset(this.resend, (name) => target.has(name));
    this.limit = undefined;
    return undefined;
  }

  private get hasExceptions(): boolean {
    return (this.refused ?? this.limit ?? this.absent ?? this.claimedVersion) !== undefined;
  }

  /** Drops what the wanted resources have made void. */
  private tidyExceptions(target: Resources): void {
    for (const [name, version] of this.refused ?? []) {
      if (target.get(name)?.version !== version) this.refused?.delete(name);
    }
    if (this.refused?.size === 0) this.refused = undefined;
    this.absent = subset(this.absent, (name) => !target.has(name));
    if (this.claimedVersion === versionOf(target)) {
      this.accepted = target;
      this.owesAnswer = false;
    }
    this.claimedVersion = undefined;
  }

  private sharedPlan(target: Resources, gate: Gate): Push {
    return this.shared.planner.plan(this.accepted, target, { removals: gate.removals, resend: this.resend });
  }

  private ownPlan(target: Resources, gate: Gate): Push {
    const push = planPush(this.accepted, target, {
      removals: gate.removals,
      resend: this.resend,
      limit: this.limit,
      skip: (resource) => this.isRefused(resource) || gate.blocked?.(resource) === true,
    });
    return this.absent ? new Push(push.from, push.changed, [...push.removed, ...this.absent], push.next) : push;
  }

  private mustGo(push: Push): boolean {
    if (this.owesAnswer || push.changed.length > 0) return true;
    return push.removed.length > 0 && (this.protocol === 'delta' || isFullSet(this.type));
  }

  isRefused(resource: EncodedResource): boolean {
    return this.refused?.get(resource.name) === resource.version;
  }

  /** Takes a planned response as sent, and returns its bytes. */
  send(push: Push, wanted: Resources, revision: number): Buffer {
    const response = this.shared.encoder.encode(push, this.type, this.protocol, this.lastSerial);
    this.inFlight = { push, nonce: response.nonce, wanted, revision };
    this.lastNonce = response.nonce;
    this.lastSerial = response.serial;
    this.owesAnswer = false;
    this.absent = undefined;
    this.resend = withoutSent(this.resend, push.changed);
    this.dirty = withoutSent(this.dirty, push.changed);
    return response.bytes;
  }

  /** The proxy accepted the response under way. Returns it. */
  acknowledge(): InFlight | undefined {
    const sent = this.inFlight;
    if (!sent) return undefined;
    this.inFlight = undefined;
    this.stuckOn = undefined;
    this.acknowledgedOnce = true;
    const state = this.accepted === sent.push.from ? sent.push.next : applyPush(this.accepted, sent.push);
    this.accepted = this.shared.subscriptions.select(state, this.subscription);
    return sent;
  }

  /**
   * The proxy refused the response under way. Part of it may be in effect all the same, so every resource in it goes
   * out again, but for those that the text points at. Returns their names.
   */
  refuse(message: string): { sent: InFlight; names: string[] } | undefined {
    const sent = this.inFlight;
    if (!sent) return undefined;
    this.inFlight = undefined;
    const names = this.blame(message, sent.push);
    if (names.length === 0) this.narrowDown(sent);
    this.refused ??= new Map();
    for (const resource of sent.push.changed) {
      if (names.includes(resource.name)) this.refused.set(resource.name, resource.version);
    }
    const again = sent.push.changed.map((resource) => resource.name).filter((name) => !names.includes(name));
    if (again.length > 0) this.resend = new Set([...(this.resend ?? []), ...again]);
    return { sent, names };
  }

  private blame(message: string, push: Push): string[] {
    const candidates = push.changed.map((resource) => resource.name);
    return candidates.length === 1 ? candidates : refusedNames(message, candidates);
  }

  /** Nobody to blame: the next responses hold half as many resources, until the refused ones are found. */
  private narrowDown(sent: InFlight): void {
    const count = sent.push.changed.length;
    if (count > 1) this.limit = Math.ceil(count / 2);
    else this.stuckOn = sent.wanted;
  }

  /** Whether there is nothing to do, told without looking at content. */
  isAt(wanted: Resources): boolean {
    return this.accepted === wanted && this.isQuiet;
  }

  /** Whether nothing is under way or due beside what the wanted resources ask for. */
  private get isQuiet(): boolean {
    return !this.inFlight && !this.resend && !this.absent && !this.owesAnswer;
  }

  /** Whether the proxy runs all that is wanted, and nothing else is under way or due. */
  settled(wanted: Resources): boolean {
    return this.isQuiet && this.shared.planner.holdsAll(this.accepted, wanted);
  }

  /** Whether it runs nothing beside. */
  settledExactly(wanted: Resources): boolean {
    return this.accepted.size === wanted.size && this.settled(wanted);
  }

  /** Names that it refused, when it runs all else that is wanted; undefined when something is under way or missing. */
  settledBut(wanted: Resources): string[] | undefined {
    if (!this.refused || !this.isQuiet) return undefined;
    const refused: string[] = [];
    for (const [name, resource] of wanted) {
      if (this.isRefused(resource)) refused.push(name);
      else if (this.accepted.get(name)?.version !== resource.version) return undefined;
    }
    return refused.length > 0 ? refused : undefined;
  }

  /** Changes the subscription; what is no longer subscribed to, the proxy forgets. */
  subscribe(subscription: Subscription): void {
    this.subscription = subscription;
    this.accepted = this.shared.subscriptions.select(this.accepted, subscription);
  }
}

function withoutSent(names: ReadonlySet<string> | undefined, sent: readonly EncodedResource[]) {
  if (!names) return undefined;
  const gone = new Set(sent.map((resource) => resource.name));
  return subset(names, (name) => !gone.has(name));
}

/** The names that pass; undefined when none does. */
function subset(names: ReadonlySet<string> | undefined, passes: (name: string) => boolean) {
  if (!names) return undefined;
  const kept = new Set([...names].filter(passes));
  return kept.size > 0 ? kept : undefined;
}
