import type { MeshSettings } from '@/lib/model';
import type { MeshTable, SettingsTable } from './schema';
import { statement } from './statement';

const KEY = ['account', 'region', 'mesh'] as const;

/** Statements on the settings of meshes. */
export const settingsStatements = {
  settings: statement<MeshTable>()((db, p) =>
    db
      .selectFrom('mesh_settings')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
  putSettings: statement<SettingsTable>()((db, p) =>
    db
      .insertInto('mesh_settings')
      .values({
        account: p.account,
        region: p.region,
        mesh: p.mesh,
        production: p.production,
        changed_at: p.changed_at,
        changed_by: p.changed_by,
      })
      .onConflict((conflict) =>
        conflict.columns(KEY).doUpdateSet((eb) => ({
          production: eb.ref('excluded.production'),
          changed_at: eb.ref('excluded.changed_at'),
          changed_by: eb.ref('excluded.changed_by'),
        })),
      ),
  ),
  forgetSettings: statement<MeshTable>()((db, p) =>
    db
      .deleteFrom('mesh_settings')
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
};

/** Row → settings. */
export function toSettings(row: SettingsTable): MeshSettings {
  return { production: Number(row.production) !== 0, changed: { at: row.changed_at, who: row.changed_by } };
}
