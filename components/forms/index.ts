/**
 * forms: creating, editing and deleting resources of every kind. Fields are drawn from the API table (lib/model) and laid
 * out by layout.ts; mistakes come from the one validation that the control plane uses too. Edits go into a draft; "Apply
 * now" is a draft with that one change.
 */
export { AddMenu } from './add-menu';
export { DeleteResource, type DeleteResourceProps } from './delete-resource';
export { type Dependant, dependantsOf } from './dependants';
export { DiffView } from './diff-view';
export { Notice } from './notices';
export { ResourceForm } from './resource-form';
export { printYaml } from './spec-yaml';
export { TagEditor } from './tag-editor';
export type { ResourceFormProps } from './types';
export { useWrite } from './use-write';
