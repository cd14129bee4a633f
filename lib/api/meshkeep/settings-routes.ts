import { type MeshKey, settingsChangeSchema } from '@/lib/model';
import type { Caller, MeshSettingsCases } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

/** A request to `…/meshes/{mesh}/settings`. */
export interface SettingsCall {
  settings: MeshSettingsCases;
  caller: Caller;
  mesh: MeshKey;
  request: RawRequest;
}

/** GET answers a mesh's settings; PATCH changes them. */
export async function settingsRoute({ settings, caller, mesh, request }: SettingsCall): Promise<RawResponse> {
  if (request.method === 'GET') return jsonResponse(200, await settings.get(caller, mesh), FRESH);
  if (request.method !== 'PATCH') return methodNotAllowed(request, 'GET, PATCH');
  const change = readBody(request, settingsChangeSchema);
  return jsonResponse(200, await settings.change(caller, mesh, change), FRESH);
}
