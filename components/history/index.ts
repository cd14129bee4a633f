/** history: the revisions of a mesh: who changed what, when, by which door, and what differed. */
export { ChangesPage } from './changes-page';
export { RevisionChanges } from './revision-changes';
