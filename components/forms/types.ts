import type { ApiResource, Kind, ResourceRef, Violation } from '@/lib/model';
import type { DraftActions } from './form-state';
import type { SpecPath, SpecTree } from './spec-tree';

/** One member of a spec and where it stands. */
export interface MemberProps {
  /** Shape that has the member. */
  shape: string;
  member: string;
  /** Path of the member itself. */
  path: SpecPath;
  /** How many steps of the path stay when values below are taken out. */
  keep: number;
  /** Must be there, as the whole of what is around it is. */
  required: boolean;
}

export interface ResourceFormProps {
  /** The mesh in which the resource lies; '' when a mesh is created. */
  mesh: string;
  kind: Kind;
  mode: 'create' | 'edit';
  /** In edit mode the name of the resource; in create mode what the form starts with. */
  initial?: { name?: string; spec?: SpecTree };
  /** Path inside the spec of the field that is to be looked at first. */
  focus?: string;
  /** Router or gateway of a route: fixed when given, else to be chosen. */
  parent?: string;
  /** It was saved; `revision` is the mesh's revision that it made, whose receipt can be shown. */
  onDone: (saved: { ref: ResourceRef; revision?: number }) => void;
  onCancel: () => void;
}

/** What both steps of a form work on. */
export interface StepProps extends ResourceFormProps {
  /** The resource as the view has it now. */
  base: ApiResource | undefined;
  /** As it was when the form was opened. */
  opened: ApiResource | undefined;
  conflict: 'none' | 'changed' | 'gone';
  state: DraftActions;
}

export interface FormEditorProps extends StepProps {
  violations: readonly Violation[];
  taken: boolean;
  attempted: boolean;
  /** Does something only when there is nothing to mend. */
  checked: (then: () => void) => () => void;
  onReview: () => void;
}
