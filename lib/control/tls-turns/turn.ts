import {
  type ClientPolicies,
  clientPolicies,
  type MeshKey,
  type MeshSnapshot,
  type Resource,
  refKey,
  samePolicies,
  type TlsByPort,
  type TlsTurn,
  tlsByPort,
  widestTls,
  withClientPolicies,
  withTls,
} from '@/lib/model';
import { callersOfTarget, gatewaysOfTarget, type ProxyResource } from '@/lib/translate';
import type { OpenReceipt } from '../receipt-book';

/**
 * Where a turn is. While it widens, the node's own proxies learn to serve callers as they are and as they will be; while
 * it moves, the callers change over; while it narrows, the node's proxies learn what the model says and nothing else.
 */
export type TurnStep = TlsTurn['step'];

/** A virtual node whose TLS turns from one state into another without turning its callers away. */
export interface Turn {
  readonly mesh: MeshKey;
  readonly virtualNode: string;
  step: TurnStep;
  /** Since when it is at this step, ms since the epoch. */
  stepSince: number;
  /** How callers are told to call it. */
  called: TlsByPort;
  /** All that callers may go by until it is over, the model's own last. */
  accepts: TlsByPort[];
  /** The last publication that this step takes; undefined until it has been made. */
  barrier: number | undefined;
  /** Looks in a row that found everybody ready. */
  readyLooks: number;
  /** Of the commits that it carries out. */
  receipts: OpenReceipt[];
  /** The mesh's revision that proxies ran before it. */
  ranBefore: number;
}

/** What is held of one mesh on its way; both are empty most of the time. */
export class MeshTurns {
  readonly turns = new Map<string, Turn>();
  /** Policies that a caller still goes by, by its key: one of the nodes that it calls cannot take the new ones yet. */
  readonly heldPolicies = new Map<string, ClientPolicies>();
  /** Made anew after each change of the above, so that the same resources stay the same objects in between. */
  #view: { of: MeshSnapshot; made: MeshSnapshot } | undefined;
  #own = new Map<string, { of: Resource; made: Resource }>();

  changed(): void {
    this.#view = undefined;
    this.#own = new Map();
  }

  get isEmpty(): boolean {
    return this.turns.size === 0 && this.heldPolicies.size === 0;
  }

  /** The mesh as callers are to see it now. */
  view(snapshot: MeshSnapshot): MeshSnapshot {
    if (this.turns.size === 0) return snapshot;
    if (this.#view?.of === snapshot) return this.#view.made;
    const virtualNodes = new Map(snapshot.virtualNodes);
    for (const { virtualNode, called } of this.turns.values()) {
      const node = virtualNodes.get(virtualNode);
      if (node) virtualNodes.set(virtualNode, withTls(node, called));
    }
    const made = { ...snapshot, virtualNodes };
    this.#view = { of: snapshot, made };
    return made;
  }

  /** A node or gateway as its own proxies are to get it now. */
  own<R extends Resource<'virtualNode'> | Resource<'virtualGateway'>>(resource: R): R {
    const key = refKey(resource);
    const known = this.#own.get(key);
    if (known?.of === resource) return known.made as R;
    const policies = this.heldPolicies.get(key);
    const called = policies ? withClientPolicies(resource, policies) : resource;
    const turn = called.kind === 'virtualNode' ? this.turns.get(called.name) : undefined;
    const made = turn ? withTls(called as Resource<'virtualNode'>, widest(turn.accepts)) : called;
    this.#own.set(key, { of: resource, made });
    return made as R;
  }
}

function widest(all: readonly TlsByPort[]): TlsByPort {
  const ports = new Set(all.flatMap((byPort) => [...byPort.keys()]));
  return new Map(
    [...ports].map((port) => [
      port,
      widestTls(all.filter((byPort) => byPort.has(port)).map((byPort) => byPort.get(port))),
    ]),
  );
}

/** The node itself, as proxies stand for it. */
export function serverOf({ virtualNode }: Turn): ProxyResource {
  return { kind: 'virtualNode', name: virtualNode };
}

/** Who calls a virtual node: nodes and gateways. */
export function callersOf(snapshot: MeshSnapshot, virtualNode: string): ProxyResource[] {
  return [
    ...[...callersOfTarget(snapshot, virtualNode)].map((name) => ({ kind: 'virtualNode' as const, name })),
    ...gatewaysOfTarget(snapshot, virtualNode).map((name) => ({ kind: 'virtualGateway' as const, name })),
  ];
}

/** What a caller went by before a change, where the change alters it. */
export function formerPolicies(before: Resource | undefined, after: Resource | undefined): ClientPolicies | undefined {
  if (!isCaller(before) || !isCaller(after)) return undefined;
  const former = clientPolicies(before);
  return samePolicies(former, clientPolicies(after)) ? undefined : former;
}

function isCaller(resource: Resource | undefined): resource is Resource<'virtualNode'> | Resource<'virtualGateway'> {
  return resource?.kind === 'virtualNode' || resource?.kind === 'virtualGateway';
}

export function nodeTls(resource: Resource | undefined): TlsByPort | undefined {
  return resource?.kind === 'virtualNode' ? tlsByPort(resource as Resource<'virtualNode'>) : undefined;
}
