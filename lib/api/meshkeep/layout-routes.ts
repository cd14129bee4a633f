import { layoutChangeSchema, type MeshKey } from '@/lib/model';
import type { Caller, Layouts } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

/** A request to `…/meshes/{mesh}/layout`. */
export interface LayoutCall {
  layouts: Layouts;
  caller: Caller;
  mesh: MeshKey;
  request: RawRequest;
}

/** GET answers every place; PATCH changes some. */
export async function layoutRoute({ layouts, caller, mesh, request }: LayoutCall): Promise<RawResponse> {
  if (request.method === 'GET') return jsonResponse(200, await layouts.get(caller, mesh), FRESH);
  if (request.method !== 'PATCH') return methodNotAllowed(request, 'GET, PATCH');
  const change = readBody(request, layoutChangeSchema);
  return jsonResponse(200, await layouts.change(caller, mesh, change), FRESH);
}
