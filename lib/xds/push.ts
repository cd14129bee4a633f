import type { EncodedResource } from '@/lib/translate';
import { PairMemo } from './intern';

/** Resources of one type by name. Never changed once made: identity stands for content. */
export type Resources = ReadonlyMap<string, EncodedResource>;

/** What a proxy has that was told nothing yet. One object, so that first loads are shared too. */
export const NO_RESOURCES: Resources = new Map();

/**
 * One response, before it is encoded: what leads a proxy that has `from` to `next`. Streams in the same state share
 * one, and with it the encoded bytes (see responses.ts).
 */
export class Push {
  private eds: ReadonlySet<string> | undefined;

  constructor(
    readonly from: Resources,
    readonly changed: readonly EncodedResource[],
    readonly removed: readonly string[],
    readonly next: Resources,
  ) {}

  get isEmpty(): boolean {
    return this.changed.length === 0 && this.removed.length === 0;
  }

  /** Of clusters: those changed ones that get their endpoints by EDS. Always the same object. */
  get edsClusters(): ReadonlySet<string> {
    this.eds ??= new Set(this.changed.filter((cluster) => cluster.eds).map((cluster) => cluster.name));
    return this.eds;
  }
}

export interface PlanOptions {
  /** Whether what is no longer wanted is told to be removed, or stays for now. */
  removals: boolean;
  /** Names that go out again though nothing changed. */
  resend?: ReadonlySet<string> | undefined;
  /** Resources that must not go out now: what the proxy has of that name stays. */
  skip?: ((resource: EncodedResource) => boolean) | undefined;
  /** Most resources in one response; used to find out which of many a proxy refused. */
  limit?: number | undefined;
}

/** Works out the response from what a proxy has to what it should have. */
export function planPush(from: Resources, to: Resources, options: PlanOptions): Push {
  const changed: EncodedResource[] = [];
  const next = new Map<string, EncodedResource>();
  for (const [name, wanted] of to) {
    const had = from.get(name);
    const differs = !sameResource(had, wanted) || options.resend?.has(name) === true;
    if (differs && !options.skip?.(wanted) && changed.length < (options.limit ?? Number.POSITIVE_INFINITY)) {
      changed.push(wanted);
      next.set(name, wanted);
    } else if (differs && had) {
      next.set(name, had);
    } else if (!differs) {
      next.set(name, wanted);
    }
  }
  const removed = leftovers(from, to, options.removals, next);
  return new Push(from, changed, removed, sameContent(next, to) ? to : next);
}

function leftovers(from: Resources, to: Resources, remove: boolean, next: Map<string, EncodedResource>): string[] {
  const removed: string[] = [];
  for (const [name, had] of from) {
    if (to.has(name)) continue;
    if (remove) removed.push(name);
    else next.set(name, had);
  }
  return removed;
}

/** Puts the outcome of an accepted response onto a state that changed while it was under way. */
export function applyPush(state: Resources, push: Push): Resources {
  const next = new Map(state);
  for (const resource of push.changed) next.set(resource.name, resource);
  for (const name of push.removed) next.delete(name);
  return next;
}

function sameResource(a: EncodedResource | undefined, b: EncodedResource): boolean {
  return a === b || a?.version === b.version;
}

/** Whether both hold the same resources in the same versions. */
export function sameContent(a: Resources, b: Resources): boolean {
  return a === b || (a.size === b.size && holdsAll(a, b));
}

/** Whether `state` holds every resource of `wanted` in the wanted version. */
export function holdsAll(state: Resources, wanted: Resources): boolean {
  for (const [name, resource] of wanted) if (!sameResource(state.get(name), resource)) return false;
  return true;
}

const NOTHING_TO_RESEND: ReadonlySet<string> = new Set();

/** Remembers responses by where they lead from and to, as long as some stream or group still holds both ends. */
export class PushPlanner {
  private readonly keeping = new PairMemo<Resources, Resources, PairMemo<ReadonlySet<string>, object, Push>>();
  private readonly removing = new PairMemo<Resources, Resources, PairMemo<ReadonlySet<string>, object, Push>>();
  private readonly held = new PairMemo<Resources, Resources, boolean>();

  plan(from: Resources, to: Resources, options: { removals: boolean; resend?: ReadonlySet<string> | undefined }): Push {
    const memo = options.removals ? this.removing : this.keeping;
    const resend = options.resend ?? NOTHING_TO_RESEND;
    return memo.get(from, to, () => new PairMemo()).get(resend, to, () => planPush(from, to, options));
  }

  /** As `holdsAll`, remembered. */
  holdsAll(state: Resources, wanted: Resources): boolean {
    return state === wanted || this.held.get(state, wanted, () => holdsAll(state, wanted));
  }
}
