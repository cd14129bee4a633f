import {
  type Candidate,
  contextViolations,
  KIND_INFO,
  type Kind,
  type MeshKey,
  type MeshLookup,
  type Resource,
  type ResourceRef,
} from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import { authorize, meshKeyOf } from './authorize';
import type { Caller } from './caller';
import { onceByToken, type WriteResult } from './client-token';
import { type ServiceDeps, write } from './deps';
import { type Input, type RawInput, readInput, refOf, refuseViolations, specOf, tagsOf, text } from './input';
import { alreadyExists, getPresent, ownersOf } from './messages';
import { requireFewBackends, requireRoom } from './quotas';
import { requireReferences } from './references';

interface Put {
  deps: ServiceDeps;
  caller: Caller;
  input: Input;
  mesh: MeshKey;
  ref: ResourceRef;
  now: number;
}

/** Create…: authorise → validate → references → quota → store → history, in one transaction. */
export async function createResource(
  deps: ServiceDeps,
  caller: Caller,
  kind: Kind,
  raw: RawInput,
): Promise<WriteResult> {
  const put = preparePut(deps, caller, kind, `Create${KIND_INFO[kind].label}`, raw);
  return write(deps, (tx) => onceByToken(tx, put, () => create(tx, put)));
}

/** Update…: the spec is replaced as a whole; what is missing from it is gone. */
export async function updateResource(
  deps: ServiceDeps,
  caller: Caller,
  kind: Kind,
  raw: RawInput,
): Promise<WriteResult> {
  const put = preparePut(deps, caller, kind, `Update${KIND_INFO[kind].label}`, raw);
  return write(deps, (tx) => onceByToken(tx, put, () => update(tx, put)));
}

function preparePut(deps: ServiceDeps, caller: Caller, kind: Kind, operation: string, raw: RawInput): Put {
  authorize(caller, 'write');
  const input = readInput(operation, raw);
  const mesh = meshKeyOf(caller, 'write', text(input, 'meshName') ?? '', text(input, 'meshOwner'));
  return { deps, caller, input, mesh, ref: refOf(kind, input), now: Math.floor(deps.clock.now()) };
}

async function create(tx: WriteTx, put: Put): Promise<WriteResult> {
  const { mesh, ref, now, caller } = put;
  for (const owner of ownersOf(mesh, ref)) await getPresent(tx, mesh, owner);
  if (await tx.get(mesh, ref)) throw alreadyExists(mesh, ref);
  await requireFitting(tx, put);
  await requireRoom(tx, mesh, ref, put.deps.quotas);
  return store(tx, put, {
    meshKey: mesh,
    ...ref,
    uid: put.deps.random.uuid(),
    version: 1,
    createdAt: now,
    lastUpdatedAt: now,
    resourceOwner: caller.account,
    spec: specOf(ref.kind, put.input),
    tags: tagsOf(put.input),
    writer: caller.writer,
  });
}

async function update(tx: WriteTx, put: Put): Promise<WriteResult> {
  const { mesh, ref, now, caller } = put;
  const before = await getPresent(tx, mesh, ref);
  await requireFitting(tx, put);
  return store(tx, put, {
    ...before,
    version: before.version + 1,
    lastUpdatedAt: now,
    spec: specOf(ref.kind, put.input),
    writer: caller.writer,
  });
}

/** Everything that a spec must fit to besides itself. */
async function requireFitting(tx: ReadTx, { mesh, ref, input, deps }: Put): Promise<void> {
  const candidate: Candidate = { ref, spec: specOf(ref.kind, input) };
  await requireReferences(tx, mesh, ref.kind, candidate.spec);
  refuseViolations(await contextViolations(candidate, lookupIn(tx, mesh)));
  requireFewBackends(ref.kind, candidate.spec, deps.quotas);
}

async function store(tx: WriteTx, put: Put, resource: Resource): Promise<WriteResult> {
  await tx.put(resource);
  const revision = await tx.commitRevision(put.mesh, { at: put.now, writer: put.caller.writer, message: '' });
  return { resource, revision };
}

function lookupIn(tx: ReadTx, mesh: MeshKey): MeshLookup {
  return { get: (ref) => tx.get(mesh, ref), list: (kind, parent) => tx.list(mesh, kind, parent) };
}
