import { type MeshKey, settingsChangeSchema } from '@/lib/model';
import type { Caller, MeshSettingsCases } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

/** A request to `…/meshes/{mesh}/settings`. */
export interface SettingsCall {
  settings: MeshSettingsCases;
  caller: Caller;
  mesh: MeshKey;
  request: RawRequest;
}

/** GET answers a mesh's settings; PATCH changes them. */
export async function settingsRoute({ settings, caller, mesh, request }: SettingsCall): Promise<RawResponse> {
  if (request.method === 'GET') return fresh(settings.get(caller, mesh));
  if (request.method !== 'PATCH') return methodNotAllowed(request, 'GET, PATCH');
  const change = readBody(request, settingsChangeSchema);
  return fresh(settings.change(caller, mesh, change));
}
