import { type MeshKey, meshKeyText } from '@/lib/model';
import type { Keeper, KeptDocument, KeptSource } from './keeper';
import type { SamplingLoop } from './sampling-loop';
import type { State } from './state';
import { keptTurnsSchema, readTurns, storedTurns } from './tls-turns';

/** What the keeper writes, read from the state when it is due. */
export function keptSource(state: State, sampling: () => SamplingLoop): KeptSource {
  const documents: Record<KeptDocument, () => unknown> = {
    sampling: () => sampling().toStored(),
    'tls-turns': () => storedTurns(state.turns),
  };
  return {
    mesh(mesh) {
      const revision = state.meshes.get(mesh)?.revision ?? 0;
      return {
        receipts: state.receipts.of(mesh).toStored(),
        proxies: state.proxies.toStored(meshKeyText(mesh), revision),
      };
    },
    document: (name) => documents[name](),
  };
}

/** Brings back what an earlier process saw: its receipts, and its proxies as last seen. */
export async function restoreMeshes(state: State, keeper: Keeper, now: number): Promise<void> {
  for (const { key } of state.meshes.all()) await restoreMesh(state, keeper, { key, now });
}

async function restoreMesh(state: State, keeper: Keeper, { key, now }: { key: MeshKey; now: number }): Promise<void> {
  const { receipts, proxies } = await keeper.readMesh(key);
  state.receipts.restore(key, receipts);
  for (const seen of proxies) state.proxies.remember(meshKeyText(key), seen, now);
}

/** Takes up turns of TLS that an earlier process had under way. */
export async function restoreTurns(state: State, keeper: Keeper, now: number): Promise<void> {
  const kept = await keeper.readDocument('tls-turns', keptTurnsSchema);
  if (kept) readTurns(state.turns, kept, { snapshotOf: (mesh) => state.meshes.get(mesh), now });
}
