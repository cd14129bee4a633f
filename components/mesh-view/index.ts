/**
 * mesh-view: how the screens of a mesh look at it and edit it. The view (live, or a draft laid over it) stands in the
 * address; every screen shows `useMeshView`, with the draft's marks, and edits by `useMeshEdit`, which writes into drafts.
 * Below forms, panel, graph, weights and drafts; above layout. Never here: what a resource looks like.
 */
export { briefValue } from './brief-value';
export type { MeshEdit } from './draft-edits';
export { FieldChanges } from './field-changes';
export { LoadedView } from './loaded-view';
export { MarkBadge, MarkSign } from './mark-badge';
export { type EditResult, type MeshEditor, MeshEditProvider, useMeshEdit } from './mesh-edit';
export { MeshPages, MeshTools } from './mesh-pages';
export { openDrafts } from './open-drafts';
export { ProblemFixes } from './problem-fixes';
export { useApplyNow } from './use-apply-now';
export { useDraftErrorText, useDraftWrite } from './use-draft-write';
export { type MeshView, useMeshView } from './use-mesh-view';
