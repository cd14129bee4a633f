import type { LayoutChange, MeshKey, MeshLayout } from '@/lib/model';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps, write } from './deps';
import { getPresent } from './messages';

/** The use cases of a mesh's layout: everybody who may read the mesh sees it, who may write the mesh changes it. */
export interface Layouts {
  get(caller: Caller, mesh: MeshKey): Promise<MeshLayout>;
  /** How many places were stored. Throws `not-found` for a mesh that does not exist. */
  change(caller: Caller, mesh: MeshKey, change: LayoutChange): Promise<{ stored: number }>;
}

/** Binds the use cases of layouts. */
export function createLayouts(deps: Pick<ServiceDeps, 'store'>): Layouts {
  return {
    async get(caller, mesh) {
      authorize(caller, 'read', mesh.account);
      return read(deps, async (tx) => {
        await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
        return { cards: await tx.layout(mesh) };
      });
    },
    async change(caller, mesh, change) {
      authorize(caller, 'write', mesh.account);
      return write(deps, async (tx) => {
        await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
        return { stored: await tx.putLayout(mesh, change) };
      });
    },
  };
}
