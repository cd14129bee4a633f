/**
 * Settings of a mesh (`/meshkeep/v1/meshes/{mesh}/settings`), one schema for both sides. They are no configuration: no
 * proxy hears of them, they raise no revision; who changed them last, and when, stands with them.
 */
import { z } from 'zod';

/** GET …/settings. `changed` is absent where nobody has changed anything. Times are ms since the epoch. */
export const meshSettingsSchema = z.object({
  /** The console writes nothing live here by a slip of the hand: a slider's move goes into a draft. */
  production: z.boolean(),
  changed: z.object({ at: z.number(), who: z.string() }).optional(),
});

/** PATCH …/settings (administrators) → the settings */
export const settingsChangeSchema = z.strictObject({ production: z.boolean() });

export type MeshSettings = z.infer<typeof meshSettingsSchema>;
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** What a mesh has that nobody changed the settings of. */
export const PRESET_SETTINGS: MeshSettings = { production: false };
