import { layoutChangeSchema, type MeshKey } from '@/lib/model';
import type { Caller, Layouts } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

/** A request to `…/meshes/{mesh}/layout`. */
export interface LayoutCall {
  layouts: Layouts;
  caller: Caller;
  mesh: MeshKey;
  request: RawRequest;
}

/** GET answers every place; PATCH changes some. */
export async function layoutRoute({ layouts, caller, mesh, request }: LayoutCall): Promise<RawResponse> {
  if (request.method === 'GET') return fresh(layouts.get(caller, mesh));
  if (request.method !== 'PATCH') return methodNotAllowed(request, 'GET, PATCH');
  const change = readBody(request, layoutChangeSchema);
  return fresh(layouts.change(caller, mesh, change));
}
