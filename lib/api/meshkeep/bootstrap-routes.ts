import { type BootstrapInput, createBootstrap } from '@/lib/bootstrap';
import {
  arnOf,
  BOOTSTRAP_FORMATS,
  type BootstrapAnswer,
  type BootstrapRequest,
  bootstrapRequestSchema,
  type ControlPlaneAddress,
  type MeshSnapshot,
} from '@/lib/model';
import { type Caller, ServiceError } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

/** A request to `…/meshes/{mesh}/bootstrap`. */
export interface BootstrapCall {
  controlPlane: ControlPlaneAddress;
  caller: Caller;
  snapshot: MeshSnapshot;
  request: RawRequest;
}

/** POST writes a bootstrap for a node or gateway of the mesh. Changes nothing: a POST as the body may hold a token. */
export async function bootstrapRoute(call: BootstrapCall): Promise<RawResponse> {
  const { request } = call;
  if (request.method !== 'POST') return methodNotAllowed(request, 'POST');
  const asked = readBody(request, bootstrapRequestSchema);
  const input = inputOf(call, asked);
  const answer: BootstrapAnswer = {
    nodeId: input.resource.nodeId,
    controlPlane: input.controlPlane,
    ...createBootstrap(input, asked.formats ?? BOOTSTRAP_FORMATS),
  };
  return jsonResponse(200, answer, { 'cache-control': 'no-store' });
}

function inputOf({ controlPlane, caller, snapshot }: BootstrapCall, asked: BootstrapRequest): BootstrapInput {
  const { kind, name } = asked;
  const { key } = snapshot;
  const resource = (kind === 'virtualNode' ? snapshot.virtualNodes : snapshot.virtualGateways).get(name);
  if (!resource) {
    const word = kind === 'virtualNode' ? 'virtual node' : 'virtual gateway';
    throw new ServiceError('not-found', `There is no ${word} named ${name} in mesh ${key.mesh}.`);
  }
  const own = key.account === caller.account;
  const listeners = resource.kind === 'virtualNode' ? (resource.spec.listeners ?? []) : [];
  return {
    resource: { nodeId: own ? `mesh/${key.mesh}/${kind}/${name}` : arnOf(key, resource), mesh: key.mesh, kind, name },
    controlPlane: asked.controlPlane ?? controlPlane,
    credential: asked.credential ?? { type: 'none' },
    options: { appPorts: listeners.map(({ portMapping }) => portMapping.port), ...asked.options },
  };
}
