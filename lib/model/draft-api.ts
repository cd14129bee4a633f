/**
 * Drafts in the Meshkeep API (`/meshkeep/v1/meshes/{mesh}/drafts…`), one schema for both sides. Times are ms since the
 * epoch. Every answer about one draft is `draftSchema`; a conflict says why in `details` (draftConflictSchema).
 */
import { z } from 'zod';
import { KEYING_NAMES } from './drafts/list-keys';
import { problemSchema, resourceRefSchema, writerSchema } from './meshkeep-api';
import { VIOLATION_CODES } from './validate/violation';

const spec = z.record(z.string(), z.unknown());
const tags = z
  .array(z.object({ key: z.string(), value: z.string() }))
  .max(50)
  .optional();
const state = z.object({ uid: z.string(), version: z.number() });
const side = z.enum(['mine', 'theirs']);

export const draftChangeSchema = z.object({
  op: z.enum(['put', 'delete']),
  ref: resourceRefSchema,
  /** Of a put. */
  spec: spec.optional(),
  /** Of a put that makes the resource. */
  tags,
  /** The resource when the edit began; absent where the draft makes it. */
  base: state.extend({ spec }).optional(),
});

const face = z.object({
  id: z.string(),
  mesh: z.string(),
  name: z.string(),
  author: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  updatedBy: z.string(),
  /** +1 with each change; sent back as `version`, it keeps two people from overwriting each other. */
  version: z.number(),
  /** Set once it was applied. */
  appliedRevision: z.number().optional(),
});

/** GET …/drafts?applied=true → `{drafts}`, oldest first; without `applied` only those that are open. */
export const draftSummarySchema = face.extend({ resources: z.number(), comments: z.number() });
export const draftListSchema = z.object({ drafts: z.array(draftSummarySchema) });

/** GET …/drafts/{id} */
export const draftSchema = face.extend({
  changes: z.array(draftChangeSchema),
  comments: z.array(z.object({ at: z.number(), who: z.string(), text: z.string() })),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});

const name = z.string().trim().min(1).max(128);
const version = z.number().int().positive().optional();

/**
 * POST …/drafts. `revert` takes one revision back (what was changed since is merged or clashes); `restore` goes back
 * to how everything was at a revision.
 */
export const newDraftSchema = z.strictObject({
  name,
  from: z
    .union([
      z.strictObject({ revert: z.number().int().positive() }),
      z.strictObject({ restore: z.number().int().positive() }),
    ])
    .optional(),
});

/** PATCH …/drafts/{id} */
export const renameDraftSchema = z.strictObject({ name, version });

/**
 * One edit: what a resource should be, that it should not be there, or (`drop`) that the draft says nothing about it.
 * `base` names the version that was edited; null = it does not exist; absent = as it is now, or as the draft has it.
 * `tags` are given to a resource that the draft makes; absent = those that the draft has for it.
 */
export const draftEditSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put'), ref: resourceRefSchema, spec, base: state.nullish(), tags }),
  z.strictObject({ op: z.literal('delete'), ref: resourceRefSchema, base: state.optional() }),
  z.strictObject({ op: z.literal('drop'), ref: resourceRefSchema }),
]);

/** POST …/drafts/{id}/changes: all or nothing, one step of undo. */
export const draftEditsSchema = z.strictObject({ edits: z.array(draftEditSchema).min(1).max(1000), version });

/** POST …/drafts/{id}/comments */
export const draftCommentSchema = z.strictObject({ text: z.string().trim().min(1).max(4000) });

/**
 * POST …/drafts/{id}/rebase: sets the draft upon what is live. Where both sides changed a field a choice is needed,
 * for one resource or (`take`) for all that have none.
 */
export const rebaseDraftSchema = z.strictObject({
  take: side.optional(),
  choices: z
    .array(z.strictObject({ ref: resourceRefSchema, take: side }))
    .max(2000)
    .optional(),
  version,
});

/** POST …/drafts/{id}/undo and /redo */
export const draftStepSchema = z.strictObject({ version });

/** POST …/drafts/{id}/apply → `{revision, draft}`. `confirm`: although it makes errors (problems, not refusals). */
export const applyDraftSchema = z.strictObject({
  message: z.string().trim().max(1000).optional(),
  confirm: z.boolean().optional(),
  version,
});
export const appliedDraftSchema = z.object({ revision: z.number(), draft: draftSchema });

export const fieldChangeSchema = z.object({
  /** `httpRoute.action.weightedTargets[1].weight` */
  path: z.string(),
  /** The same by names: list elements by what tells them apart. */
  steps: z.array(z.union([z.string(), z.object({ by: z.enum(KEYING_NAMES), key: z.string() })])),
  op: z.enum(['added', 'changed', 'removed']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const staleSchema = z.object({
  ref: resourceRefSchema,
  reason: z.enum(['created', 'changed', 'deleted']),
  base: state.optional(),
  live: state.extend({ at: z.number(), writer: writerSchema }).optional(),
  /** Fields that only the live side changed: rebase takes them. */
  fromLive: z.array(z.string()),
  /** Fields that both changed; path '' = the whole resource. */
  clashes: z.array(
    z.object({
      path: z.string(),
      base: z.unknown().optional(),
      mine: z.unknown().optional(),
      theirs: z.unknown().optional(),
    }),
  ),
});

/** What the App Mesh API would refuse: the draft cannot be applied with it. */
export const DRAFT_REFUSAL_CODES = [
  ...VIOLATION_CODES,
  'reference-missing',
  'parent-missing',
  'still-needed',
  'limit-exceeded',
] as const;
export const draftRefusalSchema = z.object({
  ref: resourceRefSchema,
  code: z.enum(DRAFT_REFUSAL_CODES),
  /** Inside the spec; empty for the whole resource. */
  path: z.string(),
  message: z.string(),
});

const envoyType = z.enum(['cluster', 'endpoint', 'listener', 'route', 'secret']);
const op = z.enum(['added', 'changed', 'removed']);

export const draftEffectSchema = z.object({
  /** Virtual nodes and gateways whose rendered configuration would differ. */
  nodes: z.array(
    z.object({
      resource: resourceRefSchema,
      /** Connected proxies that would get it. */
      proxies: z.number(),
      /** Rendered for the profiles of connected proxies, or for an assumed one (interception) where none is. */
      profile: z.enum(['connected', 'assumed']),
      /** The node itself would go: its proxies keep what they have and get nothing more. */
      removed: z.boolean(),
      resources: z.array(z.object({ type: envoyType, name: z.string(), op })),
    }),
  ),
  proxies: z.array(z.object({ id: z.string(), resource: resourceRefSchema, address: z.string() })),
  /** Virtual nodes with proxies whose TLS would turn in steps that wait for them and their callers (docs/adr/0025). */
  turning: z.array(z.string()),
  /** What happens to open connections of connected proxies; routes and endpoints touch none. */
  connections: z.array(
    z.object({
      resource: resourceRefSchema,
      proxies: z.number(),
      name: z.string(),
      /**
       * `drained`: a listener's chain is replaced; HTTP connections close politely, TCP ones are cut at the end of the
       * drain time. `reopened`: connections to a cluster are made anew. `closed`: listener or cluster goes.
       */
      effect: z.enum(['drained', 'reopened', 'closed']),
      /** The listener carries TCP, which is cut. */
      tcp: z.boolean(),
    }),
  ),
});

export const draftVerdictSchema = z.object({
  /** `unchanged`: no configuration would change. `not-checked`: no Envoy could be asked, see `reason`. */
  state: z.enum(['accepted', 'refused', 'unchanged', 'not-checked']),
  reason: z.string().optional(),
  /** Nodes whose whole configuration Envoy has read. */
  checked: z.array(resourceRefSchema),
  /** In Envoy's words. */
  refusals: z.array(z.object({ resource: resourceRefSchema, message: z.string() })),
  /** What stood for something else, or was left out. */
  notChecked: z.array(z.string()),
});

/** GET …/drafts/{id}/plan?verdict=false: what applying would do. Without the verdict it is quick. */
export const draftPlanSchema = z.object({
  draft: z.string(),
  version: z.number(),
  /** Live revision that it was made against. */
  revision: z.number(),
  changes: z.array(
    z.object({
      ref: resourceRefSchema,
      op,
      before: spec.optional(),
      after: spec.optional(),
      fields: z.array(fieldChangeSchema),
      /** Who wrote the live resource last. */
      owner: writerSchema.optional(),
    }),
  ),
  stale: z.array(staleSchema),
  refusals: z.array(draftRefusalSchema),
  /** Of the mesh as it would be; `isNew`: live does not have it. Changes that are refused are left out. */
  problems: z.array(problemSchema.extend({ isNew: z.boolean() })),
  /** Problems that live has and the draft mends. */
  fixed: z.array(problemSchema),
  effect: draftEffectSchema,
  /** Absent when it was not asked for. */
  verdict: draftVerdictSchema.optional(),
});

/** `details` of a conflict: why a draft was not changed or applied. */
export const draftConflictSchema = z.discriminatedUnion('reason', [
  /** Somebody changed the draft since `version`. */
  z.object({ reason: z.literal('version'), version: z.number(), updatedBy: z.string() }),
  z.object({ reason: z.literal('applied'), revision: z.number() }),
  z.object({ reason: z.literal('stale'), stale: z.array(staleSchema) }),
  z.object({ reason: z.literal('refused'), refusals: z.array(draftRefusalSchema) }),
  /** Needs `confirm`. */
  z.object({ reason: z.literal('errors'), problems: z.array(problemSchema) }),
]);

export type ApiDraft = z.infer<typeof draftSchema>;
export type DraftSummary = z.infer<typeof draftSummarySchema>;
export type NewDraft = z.infer<typeof newDraftSchema>;
export type DraftEdit = z.infer<typeof draftEditSchema>;
export type RebaseChoice = z.infer<typeof rebaseDraftSchema>;
export type ApplyDraft = z.infer<typeof applyDraftSchema>;
export type DraftRefusal = z.infer<typeof draftRefusalSchema>;
export type DraftEffect = z.infer<typeof draftEffectSchema>;
export type DraftVerdict = z.infer<typeof draftVerdictSchema>;
export type DraftPlan = z.infer<typeof draftPlanSchema>;
export type DraftConflict = z.infer<typeof draftConflictSchema>;
