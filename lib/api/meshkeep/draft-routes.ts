import {
  applyDraftSchema,
  draftCommentSchema,
  draftEditsSchema,
  draftStepSchema,
  type MeshKey,
  newDraftSchema,
  rebaseDraftSchema,
  renameDraftSchema,
} from '@/lib/model';
import { type Caller, type Drafts, ServiceError } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { done, FRESH, fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const REVISION_HEADER = 'x-meshkeep-revision';

/** A request below `…/meshes/{mesh}/drafts`. */
export interface DraftCall {
  drafts: Drafts;
  caller: Caller;
  mesh: MeshKey;
  request: RawRequest;
  query: URLSearchParams;
}

type Answer = Promise<RawResponse>;
type Handler = (call: DraftCall, id: string) => Answer;

/** Undefined for a path that does not exist; `path` is what follows `drafts`. */
export function draftRoute(call: DraftCall, path: readonly string[]): Answer | undefined {
  const [id = '', action, ...more] = path;
  if (more.length > 0) return undefined;
  const where = path.length === 0 ? 'drafts' : path.length === 1 ? 'draft' : `draft/${action}`;
  const handler = HANDLERS.get(`${call.request.method} ${where}`);
  if (handler) return handler(call, id);
  const allowed = METHODS.filter((method) => HANDLERS.has(`${method} ${where}`));
  return allowed.length > 0 ? Promise.resolve(methodNotAllowed(call.request, allowed.join(', '))) : undefined;
}

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'];

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET drafts', listDrafts],
  [
    'POST drafts',
    (call) => fresh(call.drafts.create(call.caller, call.mesh, readBody(call.request, newDraftSchema)), 201),
  ],
  ['GET draft', ({ drafts, caller, mesh }, id) => fresh(drafts.get(caller, { mesh, id }))],
  ['PATCH draft', renameDraft],
  ['DELETE draft', deleteDraft],
  ['POST draft/changes', editDraft],
  ['POST draft/comments', commentDraft],
  ['POST draft/undo', (call, id) => fresh(call.drafts.undo(call.caller, stepTarget(call, id)))],
  ['POST draft/redo', (call, id) => fresh(call.drafts.redo(call.caller, stepTarget(call, id)))],
  ['POST draft/rebase', rebaseDraft],
  ['GET draft/plan', planDraft],
  ['POST draft/apply', applyDraft],
]);

async function listDrafts({ drafts, caller, mesh, query }: DraftCall): Answer {
  const applied = flag(query, 'applied') ?? false;
  return fresh({ drafts: await drafts.list(caller, mesh, { applied }) });
}

async function renameDraft({ drafts, caller, mesh, request }: DraftCall, id: string): Answer {
  const { name, version } = readBody(request, renameDraftSchema);
  return fresh(drafts.rename(caller, { mesh, id, version }, name));
}

async function deleteDraft({ drafts, caller, mesh }: DraftCall, id: string): Answer {
  return done(drafts.delete(caller, { mesh, id }));
}

async function editDraft({ drafts, caller, mesh, request }: DraftCall, id: string): Answer {
  const { edits, version } = readBody(request, draftEditsSchema);
  return fresh(drafts.edit(caller, { mesh, id, version }, edits));
}

async function commentDraft({ drafts, caller, mesh, request }: DraftCall, id: string): Answer {
  return fresh(drafts.comment(caller, { mesh, id }, readBody(request, draftCommentSchema).text));
}

function stepTarget({ mesh, request }: DraftCall, id: string) {
  return { mesh, id, version: readBody(request, draftStepSchema).version };
}

async function rebaseDraft({ drafts, caller, mesh, request }: DraftCall, id: string): Answer {
  const choice = readBody(request, rebaseDraftSchema);
  return fresh(drafts.rebase(caller, { mesh, id, version: choice.version }, choice));
}

async function planDraft({ drafts, caller, mesh, query }: DraftCall, id: string): Answer {
  return fresh(drafts.plan(caller, { mesh, id }, { verdict: flag(query, 'verdict') ?? true }));
}

async function applyDraft({ drafts, caller, mesh, request }: DraftCall, id: string): Answer {
  const applied = await drafts.apply(caller, { mesh, id }, readBody(request, applyDraftSchema));
  return jsonResponse(200, applied, { ...FRESH, [REVISION_HEADER]: String(applied.revision) });
}

function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ServiceError('bad-request', `${name} must be true or false`);
}
