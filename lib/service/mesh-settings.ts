import { type MeshKey, type MeshSettings, PRESET_SETTINGS, type SettingsChange } from '@/lib/model';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps, write } from './deps';
import { getPresent } from './messages';

/** The use cases of a mesh's settings: who may read the mesh sees them, administrators change them. */
export interface MeshSettingsCases {
  get(caller: Caller, mesh: MeshKey): Promise<MeshSettings>;
  /** Throws `not-found` for a mesh that does not exist. What is like that already is left alone. */
  change(caller: Caller, mesh: MeshKey, change: SettingsChange): Promise<MeshSettings>;
}

/** Binds the use cases of settings. */
export function createMeshSettings(deps: Pick<ServiceDeps, 'store' | 'clock'>): MeshSettingsCases {
  return {
    async get(caller, mesh) {
      authorize(caller, 'read', mesh.account);
      return read(deps, async (tx) => {
        await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
        return (await tx.settings(mesh)) ?? PRESET_SETTINGS;
      });
    },
    async change(caller, mesh, { production }) {
      authorize(caller, 'administer', mesh.account);
      return write(deps, async (tx) => {
        await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
        const before = (await tx.settings(mesh)) ?? PRESET_SETTINGS;
        if (before.production === production) return before;
        const settings = { production, changed: { at: deps.clock.now(), who: caller.writer.who } };
        await tx.putSettings(mesh, settings);
        return settings;
      });
    },
  };
}
