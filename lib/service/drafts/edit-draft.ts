import {
  baseOf,
  cleanShape,
  type Draft,
  type DraftBase,
  type DraftChange,
  type DraftEdit,
  editDraft,
  type JsonObject,
  KIND_INFO,
  type MeshKey,
  type ResourceRef,
  refKey,
} from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from '../errors';
import { mergeTags } from '../input';
import { notPresent } from '../messages';
import { MAX_DRAFT_CHANGES } from './deps';
import { findVersion } from './past-versions';

/** Puts edits into a draft, as one step of undo. What is edited twice in one call takes the last edit. */
export async function applyEdits(tx: ReadTx, draft: Draft, edits: readonly DraftEdit[]): Promise<Partial<Draft>> {
  const known = new Map(draft.changes.map((change) => [refKey(change.ref), change]));
  const wishes = new Map<string, { ref: ResourceRef; change?: DraftChange }>();
  for (const edit of edits) {
    const ref = checkedRef(draft.meshKey, edit);
    const key = refKey(ref);
    const change = await changeOf(tx, draft.meshKey, { edit, ref, known: wishes.get(key)?.change ?? known.get(key) });
    wishes.set(key, { ref, ...(change && { change }) });
  }
  const content = editDraft(draft, [...wishes.values()]);
  if (content.changes.length > MAX_DRAFT_CHANGES) {
    throw new ServiceError('limit-exceeded', `A draft can change at most ${MAX_DRAFT_CHANGES} resources.`);
  }
  return content;
}

function checkedRef(mesh: MeshKey, { op, ref }: DraftEdit): ResourceRef {
  const { kind, parent, name } = ref;
  const { label, parent: parentKind } = KIND_INFO[kind];
  const refuse = (why: string) => new ServiceError('bad-request', `${label} ${name}: ${why}`);
  if (parentKind && parent === undefined) throw refuse(`needs its ${KIND_INFO[parentKind].label} as parent`);
  if (!parentKind && parent !== undefined) throw refuse('has no parent');
  if (kind === 'mesh' && name !== mesh.mesh) throw refuse(`is not the mesh of this draft, which is ${mesh.mesh}`);
  if (kind === 'mesh' && op === 'delete') throw refuse('a draft cannot delete its mesh; delete it by itself');
  return { kind, ...(parent !== undefined && { parent }), name };
}

interface EditOf {
  edit: DraftEdit;
  ref: ResourceRef;
  known: DraftChange | undefined;
}

/** Undefined: the draft says nothing about the resource any more. */
async function changeOf(tx: ReadTx, mesh: MeshKey, one: EditOf): Promise<DraftChange | undefined> {
  const { edit, ref, known } = one;
  if (edit.op === 'drop') return undefined;
  const base = await baseFor(tx, mesh, one);
  if (edit.op === 'put') {
    const spec = cleanShape(KIND_INFO[ref.kind].specShape, edit.spec) as JsonObject;
    const tags = edit.tags ? mergeTags([], edit.tags) : known?.op === 'put' ? known.tags : undefined;
    return { op: 'put', ref, spec, ...(base ? { base } : tags && { tags }) };
  }
  if (base) return { op: 'delete', ref, base };
  if (known) return undefined;
  throw notPresent(mesh, ref);
}

async function baseFor(tx: ReadTx, mesh: MeshKey, { edit, ref, known }: EditOf): Promise<DraftBase | undefined> {
  if (edit.op === 'drop' || edit.base === null) return undefined;
  const { base } = edit;
  if (!base && known) return known.base;
  const live = await tx.get(mesh, ref);
  if (!base) return live && baseOf(live);
  const same = (other: DraftBase | undefined) => other?.uid === base.uid && other.version === base.version;
  if (same(known?.base)) return known?.base;
  const found = live && same(baseOf(live)) ? live : await findVersion(tx, mesh, ref, base);
  if (found) return baseOf(found);
  const what = `Version ${base.version} (uid ${base.uid}) of ${KIND_INFO[ref.kind].label} ${ref.name}`;
  throw new ServiceError('bad-request', `${what} is not known here: read the resource again.`);
}
