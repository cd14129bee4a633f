/** Drafts: sets of changes that nobody's proxies know of until they are applied, all at once. */

export type { DraftTarget } from './change-draft';
export type { DraftDeps } from './deps';
export { createDrafts, type Drafts } from './drafts';
export { historyDownTo } from './past-versions';
