import { appMeshCall, commentDraft, createDraft, deleteDraft, editDraft, saveCall } from '@/lib/client';
import type { ApiDraft, DraftEdit } from '@/lib/model';
import { portions } from './selection';

/** A mesh that has to be made first, as the files say it. */
export interface NewMesh {
  spec: Record<string, unknown>;
  tags: readonly { key: string; value: string }[];
}

export interface DraftOrder {
  mesh: string;
  /** Absent: the mesh is there. */
  make?: NewMesh;
  name: string;
  edits: readonly DraftEdit[];
  /** What is left to do; empty for nothing. */
  comment: string;
}

/** Tells that the mesh was made, should a later step fail. */
export type MeshMade = () => void;

/**
 * Makes the mesh if it has to, then the draft with everything in it. Answers the draft; undefined when there was nothing
 * to put into one. Rejects with ClientError: a draft that could not be filled is taken away again, the mesh stays.
 */
export async function makeDraft(order: DraftOrder, onMeshMade: MeshMade): Promise<ApiDraft | undefined> {
  const { mesh, make, name, edits, comment } = order;
  if (make) {
    await appMeshCall(saveCall('create', { mesh, kind: 'mesh', name: mesh }, make.spec, make.tags));
    onMeshMade();
  }
  if (edits.length === 0) return undefined;
  const draft = await createDraft(mesh, { name });
  try {
    const filled = await fill(draft, edits);
    return comment === '' ? filled : await commentDraft(filled, comment);
  } catch (error) {
    // What failed is what a person wants to hear of, not that tidying up failed too.
    await deleteDraft(draft).catch(() => {});
    throw error;
  }
}

async function fill(empty: ApiDraft, edits: readonly DraftEdit[]): Promise<ApiDraft> {
  let draft = empty;
  for (const portion of portions(edits)) draft = await editDraft(draft, portion);
  return draft;
}
