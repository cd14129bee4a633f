import { z } from 'zod';
import {
  type ClientPolicies,
  type ClientPolicy,
  type ListenerTls,
  type MeshKey,
  type MeshSnapshot,
  meshKeyText,
  needsTurn,
  type TlsByPort,
} from '@/lib/model';
import type { TlsTurns } from './tls-turns';
import { nodeTls, type Turn } from './turn';

/** Parts of specs as they were stored: this process or an earlier one wrote them, after they had passed the model. */
const tls = z.custom<ListenerTls>((value) => isObject(value) && 'mode' in value);
const policy = z.custom<ClientPolicy>(isObject);
const byPort = z.array(z.object({ port: z.number(), tls: tls.optional() }));
const meshKey = z.object({ account: z.string(), region: z.string(), mesh: z.string() });

export const keptTurnsSchema = z.object({
  meshes: z.array(
    z.object({
      mesh: meshKey,
      turns: z.array(
        z.object({ virtualNode: z.string(), ranBefore: z.number(), called: byPort, accepts: z.array(byPort) }),
      ),
      policies: z.array(
        z.object({
          caller: z.string(),
          defaults: policy.optional(),
          backends: z.array(z.object({ virtualService: z.string(), policy: policy.optional() })),
        }),
      ),
    }),
  ),
});

type KeptTurns = z.infer<typeof keptTurnsSchema>;

/** What is under way, so that a restart does not turn callers away. */
export function storedTurns(turns: TlsTurns): KeptTurns {
  const meshes = new Map(turns.all().map(({ mesh }) => [meshKeyText(mesh), mesh]));
  return { meshes: [...meshes].map(([text, mesh]) => storedMesh(turns, text, mesh)) };
}

function storedMesh(turns: TlsTurns, text: string, mesh: MeshKey): KeptTurns['meshes'][number] {
  return {
    mesh,
    turns: turns.ofMesh(text).map(({ virtualNode, ranBefore, called, accepts }) => {
      return { virtualNode, ranBefore, called: portsOf(called), accepts: accepts.map(portsOf) };
    }),
    policies: [...turns.heldPolicies(text)].map(([caller, { defaults, backends }]) => ({
      caller,
      ...(defaults && { defaults }),
      backends: [...backends].map(([virtualService, own]) => ({ virtualService, ...(own && { policy: own }) })),
    })),
  };
}

/**
 * Takes up what an earlier process had under way, from its first step: what was acknowledged then is not known any more.
 * What the model has no longer is left out.
 */
export function readTurns(
  turns: TlsTurns,
  kept: KeptTurns,
  { snapshotOf, now }: { snapshotOf(mesh: MeshKey): MeshSnapshot | undefined; now: number },
): void {
  for (const { mesh, turns: list, policies } of kept.meshes) {
    const snapshot = snapshotOf(mesh);
    const held = new Map(policies.map(({ caller, ...rest }) => [caller, readPolicies(rest)]));
    for (const { virtualNode, ranBefore, ...rest } of list) {
      const goal = nodeTls(snapshot?.virtualNodes.get(virtualNode));
      if (!goal) continue;
      const called = readPorts(rest.called);
      const needed = needsTurn(called, goal);
      const turn: Turn = {
        mesh,
        virtualNode,
        step: needed ? 'widening' : 'moving',
        stepSince: now,
        called: needed ? called : goal,
        accepts: [...rest.accepts.map(readPorts), goal],
        barrier: 0,
        readyLooks: 0,
        receipts: [],
        ranBefore,
      };
      turns.restore(turn, needed ? held : new Map());
    }
  }
}

function portsOf(ports: TlsByPort): z.infer<typeof byPort> {
  return [...ports].map(([port, own]) => ({ port, ...(own && { tls: own }) }));
}

function readPorts(ports: z.infer<typeof byPort>): TlsByPort {
  return new Map(ports.map(({ port, tls: own }) => [port, own]));
}

function readPolicies(kept: Omit<KeptTurns['meshes'][number]['policies'][number], 'caller'>): ClientPolicies {
  return {
    defaults: kept.defaults,
    backends: new Map(kept.backends.map(({ virtualService, policy: own }) => [virtualService, own])),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
