import type { ApiDraft } from '../draft-api';
import { type ResourceRef, refKey } from '../kinds';
import type { ApiResource, ApiSnapshot } from '../meshkeep-api';
import { validateSpec } from '../validate/validate';
import type { DraftChange } from './draft';
import { diffFields, type FieldChange } from './field-diff';
import { sameJson } from './json';
import { meetLive } from './meet-live';

/** What a draft does to one resource of the mesh. */
export interface DraftMark {
  ref: ResourceRef;
  op: 'added' | 'changed' | 'removed';
  /** As it is live; absent where the draft makes it. */
  live?: ApiResource;
  /** What the draft makes of it; absent where it would go. It may break rules as long as it is a draft. */
  spec?: Record<string, unknown>;
  /** Field by field; empty for what is added or removed as a whole. */
  fields: readonly FieldChange[];
  /** The spec breaks a rule, so the snapshot keeps what is live instead of it. */
  broken: boolean;
}

/** A mesh with a draft laid over it. */
export interface DraftOverlay {
  /** The mesh as it would be; its problems and endpoints are still those of the live one. */
  snapshot: ApiSnapshot;
  /** By `refKey`: what differs from live. What is not in it is as it is live. */
  marks: ReadonlyMap<string, DraftMark>;
}

type OverlaidDraft = Pick<ApiDraft, 'changes' | 'updatedAt' | 'updatedBy'>;

/**
 * Lays a draft over the live mesh, as applying it would: what only the live side changed meanwhile is in it, at a clash
 * it holds the draft's side. What did not change stays the same object.
 */
export function overlayDraft(live: ApiSnapshot, draft: OverlaidDraft): DraftOverlay {
  const resources = new Map(live.resources.map((resource) => [refKey(resource), resource]));
  const marks = new Map<string, DraftMark>();
  for (const change of draft.changes) {
    const key = refKey(change.ref);
    const mark = markOf(change, resources.get(key));
    if (!mark) continue;
    marks.set(key, mark);
    if (mark.op === 'removed') resources.delete(key);
    else if (!mark.broken && mark.spec) resources.set(key, resourceOf(mark, mark.spec, { live, draft, change }));
  }
  const snapshot = marks.size === 0 ? live : { ...live, resources: [...resources.values()] };
  return { snapshot, marks };
}

/** Undefined where live is like that already. */
function markOf(change: ApiDraft['changes'][number], live: ApiResource | undefined): DraftMark | undefined {
  const { ref } = change;
  const { spec } = meetLive(change as DraftChange, live);
  const known = live && { live };
  if (!spec) return live && { ref, op: 'removed', live, fields: [], broken: false };
  if (live && sameJson(spec, live.spec)) return undefined;
  const broken = validateSpec(ref.kind, spec).length > 0;
  const fields = live ? diffFields(live.spec, spec) : [];
  return { ref, op: live ? 'changed' : 'added', ...known, spec: { ...spec }, fields, broken };
}

interface Around {
  live: ApiSnapshot;
  change: ApiDraft['changes'][number];
  draft: OverlaidDraft;
}

/** A resource that only the draft has carries no version or ARN yet. */
function resourceOf(mark: DraftMark, spec: Record<string, unknown>, { live, draft, change }: Around): ApiResource {
  if (mark.live) return { ...mark.live, spec };
  const { kind, parent, name } = mark.ref;
  const owner = live.resources.find((resource) => resource.kind === 'mesh')?.meshOwner ?? '';
  return {
    kind,
    ...(parent !== undefined && { parent }),
    name,
    arn: '',
    uid: '',
    version: 0,
    createdAt: draft.updatedAt,
    lastUpdatedAt: draft.updatedAt,
    meshOwner: owner,
    resourceOwner: owner,
    spec,
    tags: change.tags ?? [],
    writer: { door: 'console', who: draft.updatedBy, userAgent: '' },
  };
}
