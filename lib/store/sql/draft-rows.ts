import type { Draft } from '@/lib/model';
import { meshColumns } from './rows';
import type { DraftTable } from './schema';

/** Draft → row. */
export function draftRow(draft: Draft): DraftTable {
  return {
    ...meshColumns(draft.meshKey),
    id: draft.id,
    name: draft.name,
    author: draft.author,
    created_at: draft.createdAt,
    updated_at: draft.updatedAt,
    updated_by: draft.updatedBy,
    version: draft.version,
    changes: JSON.stringify(draft.changes),
    undo: JSON.stringify(draft.undo),
    redo: JSON.stringify(draft.redo),
    comments: JSON.stringify(draft.comments),
    applied_revision: draft.appliedRevision ?? null,
  };
}

/** Row → draft. */
export function toDraft(row: DraftTable): Draft {
  return {
    id: row.id,
    meshKey: meshColumns(row),
    name: row.name,
    author: row.author,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    version: row.version,
    changes: JSON.parse(row.changes) as Draft['changes'],
    undo: JSON.parse(row.undo) as Draft['undo'],
    redo: JSON.parse(row.redo) as Draft['redo'],
    comments: JSON.parse(row.comments) as Draft['comments'],
    ...(row.applied_revision !== null && { appliedRevision: row.applied_revision }),
  };
}
