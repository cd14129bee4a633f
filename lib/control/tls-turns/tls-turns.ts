import { type MeshKey, type MeshSnapshot, meshKeyText, needsTurn, type Resource, refKey } from '@/lib/model';
import type { ProxyResource } from '@/lib/translate';
import type { MeshEvent, Step } from '../meshes';
import type { OpenReceipt } from '../receipt-book';
import { callersOf, formerPolicies, MeshTurns, nodeTls, serverOf, type Turn, type TurnStep } from './turn';

/**
 * Turns the TLS of live virtual nodes in steps (docs/adr/0025): the model says at once what shall be, and this holds
 * back, from the node's own proxies and from its callers', what the other side cannot take yet.
 */
export class TlsTurns {
  readonly #meshes = new Map<string, MeshTurns>();

  /** `changed` is told after each change that is worth keeping. */
  constructor(private readonly changed: () => void = () => undefined) {}

  /** The mesh as callers are to see it now. */
  view(snapshot: MeshSnapshot): MeshSnapshot {
    return this.#meshes.get(meshKeyText(snapshot.key))?.view(snapshot) ?? snapshot;
  }

  /** A node or gateway as its own proxies are to get it now; undefined where that is what the model says. */
  own(snapshot: MeshSnapshot, { kind, name }: ProxyResource): Resource | undefined {
    const mesh = this.#meshes.get(meshKeyText(snapshot.key));
    if (!mesh) return undefined;
    const resource = kind === 'virtualNode' ? snapshot.virtualNodes.get(name) : snapshot.virtualGateways.get(name);
    return resource && mesh.own(resource);
  }

  all(): Turn[] {
    return [...this.#meshes.values()].flatMap(({ turns }) => [...turns.values()]);
  }

  ofMesh(meshText: string): Turn[] {
    return [...(this.#meshes.get(meshText)?.turns.values() ?? [])];
  }

  has(turn: Turn): boolean {
    return this.#meshes.get(meshKeyText(turn.mesh))?.turns.get(turn.virtualNode) === turn;
  }

  /** Takes in a commit. Answers with the turns that it begins or alters. */
  committed({ mesh: key, revision, changes, committedAt }: MeshEvent, { after }: Step, receipt: OpenReceipt): Turn[] {
    if (!after) {
      this.#drop(key);
      return [];
    }
    const mesh = this.#meshes.get(meshKeyText(key)) ?? new MeshTurns();
    const wasEmpty = mesh.isEmpty;
    const altered: Turn[] = [];
    for (const { ref, before, after: now } of changes) {
      if (ref.kind !== 'virtualNode') continue;
      const known = mesh.turns.get(ref.name);
      const [from, to] = [known?.called ?? nodeTls(before), nodeTls(now)];
      if (known && (!to || !before)) end(mesh, known);
      if (!from || !to || !before) continue;
      const needed = needsTurn(from, to);
      if (!needed && !known) continue;
      const turn = known ?? newTurn({ mesh: key, virtualNode: ref.name, called: from, ranBefore: revision - 1 });
      if (!needed) turn.called = to;
      turn.accepts.push(to);
      turn.receipts.push(receipt);
      enter(turn, needed ? 'widening' : 'moving', committedAt);
      mesh.turns.set(turn.virtualNode, turn);
      altered.push(turn);
    }
    this.#hold(mesh, after, changes);
    if (!wasEmpty || !mesh.isEmpty) this.#altered(mesh, key);
    return altered;
  }

  /** Takes the next step. Answers with whose proxies get something else by it. */
  next(turn: Turn, snapshot: MeshSnapshot, at: number): ProxyResource[] {
    const mesh = this.#meshes.get(meshKeyText(turn.mesh));
    const goal = turn.accepts.at(-1);
    if (!mesh || !goal) return [];
    const concerned = [serverOf(turn)];
    const { step } = turn;
    if (step === 'widening') {
      enter(turn, 'moving', at);
      turn.called = goal;
      concerned.push(...this.#release(mesh, snapshot));
    } else if (step === 'moving') {
      enter(turn, 'narrowing', at);
      turn.accepts = [goal];
    } else {
      end(mesh, turn);
    }
    this.#altered(mesh, turn.mesh);
    return concerned;
  }

  /** Puts back what an earlier process had under way. */
  restore(turn: Turn, policies: MeshTurns['heldPolicies'] = new Map()): void {
    const text = meshKeyText(turn.mesh);
    const mesh = this.#meshes.get(text) ?? new MeshTurns();
    mesh.turns.set(turn.virtualNode, turn);
    for (const [key, held] of policies) mesh.heldPolicies.set(key, held);
    this.#meshes.set(text, mesh);
  }

  heldPolicies(meshText: string): MeshTurns['heldPolicies'] {
    return this.#meshes.get(meshText)?.heldPolicies ?? new Map();
  }

  #altered(mesh: MeshTurns, key: MeshKey): void {
    mesh.changed();
    const text = meshKeyText(key);
    if (mesh.isEmpty) this.#meshes.delete(text);
    else this.#meshes.set(text, mesh);
    this.changed();
  }

  #drop(key: MeshKey): void {
    const mesh = this.#meshes.get(meshKeyText(key));
    if (!mesh) return;
    for (const turn of [...mesh.turns.values()]) end(mesh, turn);
    mesh.heldPolicies.clear();
    this.#altered(mesh, key);
  }

  /** New policies of a caller wait while one of the nodes that it calls is widening. */
  #hold(mesh: MeshTurns, snapshot: MeshSnapshot, changes: MeshEvent['changes']): void {
    const waiting = callersThatWait(mesh, snapshot);
    for (const { before, after } of changes) {
      const former = formerPolicies(before, after);
      const key = after && refKey(after);
      if (former && key && waiting.has(key) && !mesh.heldPolicies.has(key)) mesh.heldPolicies.set(key, former);
    }
    for (const key of [...mesh.heldPolicies.keys()]) if (!waiting.has(key)) mesh.heldPolicies.delete(key);
  }

  /** Lets go of policies that nothing holds any more; every caller of what moves is concerned. */
  #release(mesh: MeshTurns, snapshot: MeshSnapshot): ProxyResource[] {
    const waiting = callersThatWait(mesh, snapshot);
    const moving = [...mesh.turns.values()].filter(({ step }) => step === 'moving');
    const callers = new Map(
      moving.flatMap(({ virtualNode }) => callersOf(snapshot, virtualNode)).map((caller) => [refKey(caller), caller]),
    );
    for (const key of [...mesh.heldPolicies.keys()]) if (!waiting.has(key)) mesh.heldPolicies.delete(key);
    return [...callers.values()];
  }
}

function newTurn(of: Pick<Turn, 'mesh' | 'virtualNode' | 'called' | 'ranBefore'>): Turn {
  const start = { step: 'widening' as const, stepSince: 0, barrier: undefined, readyLooks: 0 };
  return { ...of, ...start, accepts: [of.called], receipts: [] };
}

function enter(turn: Turn, step: TurnStep, at: number): void {
  Object.assign(turn, { step, stepSince: at, barrier: undefined, readyLooks: 0 });
  for (const receipt of turn.receipts) receipt.turning(turn.virtualNode, step);
}

function end(mesh: MeshTurns, turn: Turn): void {
  mesh.turns.delete(turn.virtualNode);
  for (const receipt of turn.receipts) receipt.turning(turn.virtualNode, undefined);
}

/** Keys of the callers of nodes that are widening. */
function callersThatWait(mesh: MeshTurns, snapshot: MeshSnapshot): Set<string> {
  const widening = [...mesh.turns.values()].filter(({ step }) => step === 'widening');
  return new Set(widening.flatMap(({ virtualNode }) => callersOf(snapshot, virtualNode).map(refKey)));
}
