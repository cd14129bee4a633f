/**
 * Reading files of other systems in the console: `POST /api/import`, one schema for both sides. Nothing is stored by it.
 */
import { z } from 'zod';

/** What can be read. `cli` = App Mesh CLI JSON, `crd` = appmesh.k8s.aws YAML, `cfn` = CloudFormation, `tf` = Terraform. */
export const IMPORT_FORMATS = ['cli', 'crd', 'cfn', 'tf'] as const;

/** `VirtualNode`: as in CreateVirtualNode. */
export const RESOURCE_TYPES = [
  'Mesh',
  'VirtualNode',
  'VirtualRouter',
  'Route',
  'VirtualService',
  'VirtualGateway',
  'GatewayRoute',
] as const;

/** Why a to-do is there (docs/import.md explains each). */
export const TODO_KINDS = [
  'value-needed',
  'foreign-value',
  'name-made-elsewhere',
  'membership',
  'dangling',
  'not-expressible',
  'unknown-field',
  'conflict',
  'held-back',
  'condition-false',
  'not-app-mesh',
  'wrong-format',
  'unreadable',
] as const;

export const importedResourceSchema = z.object({
  type: z.enum(RESOURCE_TYPES),
  /** The input of the Create operation. */
  params: z.record(z.string(), z.unknown()),
  /** Which workload runs the proxy (CRDs only): App Mesh's API has no place for it. */
  podSelector: z.unknown().optional(),
  /** Variables without a value that still stand in `params` as `${name}`; each is a to-do. */
  unresolved: z.array(z.string()).optional(),
});

export const todoSchema = z.object({
  file: z.string(),
  /** Place in the file: line, document, logical id or address, and the field as the file writes it. */
  where: z.string(),
  /** In English; `said` is what it is made of (codes: lib/i18n, findings). */
  message: z.string(),
  said: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).optional(),
  kind: z.enum(TODO_KINDS),
  /** The name under which `values` takes an answer. */
  variable: z.string().optional(),
  /** Why a variable has no value, without what `message` says around it; `said` is of this then. */
  reason: z.string().optional(),
  /** A value that stands in the resource until a better one is given. */
  proposal: z.string().optional(),
  /** What was read of a resource that could not be taken over whole. */
  resource: importedResourceSchema.optional(),
  /** Of a dangling name: what it leads to. */
  needs: z.object({ type: z.enum(RESOURCE_TYPES), name: z.string() }).optional(),
});

/** A body of more bytes is not read. */
export const MOST_IMPORT_BYTES = 16 * 1024 * 1024;
/** Files of one import. */
export const MOST_IMPORT_FILES = 2_000;

/** A file without `format` is read as what it looks like. */
export const importRequestSchema = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.string().max(1024), text: z.string(), format: z.enum(IMPORT_FORMATS).optional() }))
    .max(MOST_IMPORT_FILES),
  /** Values that the files lack, by the names that to-dos give. */
  values: z.record(z.string().max(1024), z.string().max(4096)),
});

export const importAnswerSchema = z.object({
  /** As asked, in the same order: as what each was read; absent = it looks like none of ours and was left out. */
  files: z.array(z.object({ name: z.string(), format: z.enum(IMPORT_FORMATS).optional() })),
  /** Parents first. */
  resources: z.array(importedResourceSchema),
  todo: z.array(todoSchema),
});

export type ImportFormat = (typeof IMPORT_FORMATS)[number];
export type ResourceType = (typeof RESOURCE_TYPES)[number];
export type TodoKind = (typeof TODO_KINDS)[number];
export type ImportRequest = z.infer<typeof importRequestSchema>;
export type ImportAnswer = z.infer<typeof importAnswerSchema>;
