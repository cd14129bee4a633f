import { API_TABLE, KIND_INFO, KINDS, type Kind } from '@/lib/model';
import type { Caller, RawInput, Service, WriteResult } from '@/lib/service';
import { jsonResponse, type RawResponse } from '../http';
import { renderRef, renderResource } from './render';

/** Runs one operation and writes its answer. */
export type Handler = (service: Service, caller: Caller, input: RawInput) => Promise<RawResponse>;

/** The mesh's revision after a write, beside App Mesh's own headers. */
export const REVISION_HEADER = 'x-meshkeep-revision';

/** Every operation of the API table has its handler: the five verbs of each kind, and the three of tags. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  KINDS.flatMap(handlersOfKind).concat([
    ['TagResource', async (service, caller, input) => tagged(await service.tagResource(caller, input))],
    ['UntagResource', async (service, caller, input) => tagged(await service.untagResource(caller, input))],
    ['ListTagsForResource', async (service, caller, input) => jsonResponse(200, await service.listTags(caller, input))],
  ]),
);

for (const operation of Object.keys(API_TABLE.operations)) {
  if (!HANDLERS.has(operation)) throw new Error(`no handler for ${operation}`);
}

function handlersOfKind(kind: Kind): [string, Handler][] {
  const { label } = KIND_INFO[kind];
  return [
    [`Create${label}`, async (service, caller, input) => written(await service.createResource(caller, kind, input))],
    [`Update${label}`, async (service, caller, input) => written(await service.updateResource(caller, kind, input))],
    [
      `Delete${label}`,
      async (service, caller, input) => written(await service.deleteResource(caller, kind, input), 'DELETED'),
    ],
    [
      `Describe${label}`,
      async (service, caller, input) =>
        jsonResponse(200, renderResource(await service.describeResource(caller, kind, input), 'ACTIVE')),
    ],
    [kind === 'mesh' ? 'ListMeshes' : `List${label}s`, listHandler(kind)],
  ];
}

function listHandler(kind: Kind): Handler {
  return async (service, caller, input) => {
    const { items, nextToken } = await service.listResources(caller, kind, input);
    return jsonResponse(200, { [KIND_INFO[kind].listMember]: items.map(renderRef), ...(nextToken && { nextToken }) });
  };
}

function written({ resource, revision }: WriteResult, status: 'ACTIVE' | 'DELETED' = 'ACTIVE'): RawResponse {
  return jsonResponse(200, renderResource(resource, status), { [REVISION_HEADER]: String(revision) });
}

function tagged(revision: number | undefined): RawResponse {
  return jsonResponse(200, {}, revision === undefined ? {} : { [REVISION_HEADER]: String(revision) });
}
