/**
 * drafts: changes that are prepared together: their list, the review before they are applied, what came of it, and the
 * ways back from the history. What a draft would do is computed by the control plane; nothing is derived here.
 */
export { Card } from './card';
export { DraftPage } from './draft-page';
export { DraftsPage } from './drafts-page';
export { RevisionActions } from './revision-actions';
