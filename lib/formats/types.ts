import type { ImportFormat, Kind, ResourceType, TodoKind } from '@/lib/model';

import type { Said } from './say';

export { IMPORT_FORMATS, type ImportFormat, type ResourceType, type TodoKind } from '@/lib/model';

/** A file as text; the caller reads it. `name` is how to-dos call it. */
export interface SourceFile {
  name: string;
  text: string;
}

/** A file that is read as one format, whatever it looks like. */
export interface FormatFile extends SourceFile {
  format: ImportFormat;
}

export interface ImportOptions {
  /**
   * Values that the files lack, by the name that a to-do gives: a CloudFormation parameter, an environment
   * placeholder, a jq or Terraform variable, a missing member such as `meshName`.
   */
  values?: Readonly<Record<string, string>>;
}

/** One input of a Create operation that passes the API's own rules. */
export interface ImportedResource {
  type: ResourceType;
  params: Record<string, unknown>;
  /** Which workload runs the proxy (CRDs only): App Mesh's API has no place for it. */
  podSelector?: unknown;
  /** Variables without a value that still stand in `params` as `${name}`; each is a to-do. */
  unresolved?: string[];
}

/** One thing that the files do not say, or that was not taken over. */
export interface Todo {
  file: string;
  /** Place in the file: line, document, logical id or address, and the field as the file writes it. */
  where: string;
  /** In English. */
  message: string;
  /** What `message` is made of; of a variable, what `reason` is made of. */
  said?: Said;
  kind: TodoKind;
  /** The name under which `values` takes an answer. */
  variable?: string;
  /** Why the variable has no value, without what `message` says around it. */
  reason?: string;
  /** A value that stands in the resource until a better one is given. */
  proposal?: string;
  /** What was read of a resource that could not be taken over whole. */
  resource?: ImportedResource;
  /** Of a dangling name: what it leads to. */
  needs?: { type: ResourceType; name: string };
}

export interface ImportDocument {
  resources: ImportedResource[];
  todo: Todo[];
}

/** A resource on its way: read, not yet judged. */
export interface Draft {
  file: string;
  where: string;
  kind: Kind;
  params: Record<string, unknown>;
  unresolved: Set<string>;
  /** A value was left out because it is not known: never take over such a resource as if it were whole. */
  holes: boolean;
  podSelector?: unknown;
}

/** What a reader hands over. */
export interface Reading {
  drafts: Draft[];
  findings: Finding[];
}

/** Like a to-do; findings about one variable of one file become one to-do. */
export type Finding = Omit<Todo, 'resource'>;
