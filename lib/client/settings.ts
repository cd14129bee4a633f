import { type MeshSettings, meshSettingsSchema, type SettingsChange } from '@/lib/model';
import { sendJson } from './fetch';
import { paths } from './paths';

/** Changes a mesh's settings. Rejects with ClientError. */
export function changeSettings(mesh: string, change: SettingsChange): Promise<MeshSettings> {
  return sendJson('PATCH', paths.api.settings(mesh), change, meshSettingsSchema);
}
