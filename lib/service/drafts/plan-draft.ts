import { type DraftPlan, diffFields, type JsonObject, type ResourceChange } from '@/lib/model';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read } from '../deps';
import { getPresent } from '../messages';
import type { DraftTarget } from './change-draft';
import type { DraftDeps } from './deps';
import { effectOf } from './effect';
import { findDraft, storedSnapshot } from './find-draft';
import { outcomeOf } from './outcome';
import { verdictOf } from './verdict';

type Plan = (caller: Caller, target: DraftTarget, options: { verdict: boolean }) => Promise<DraftPlan>;

/** Makes the use case that tells what applying a draft would do. Envoys are started one after the other. */
export function createPlanner(deps: DraftDeps): Plan {
  let last: Promise<unknown> = Promise.resolve();
  const check: DraftDeps['checkConfig'] = (config) => {
    const next = last.then(() => deps.checkConfig(config));
    last = next.catch(() => undefined);
    return next;
  };
  return async (caller, { mesh, id }, options) => {
    authorize(caller, 'read', mesh.account);
    const { draft, snapshot } = await read(deps, async (tx) => {
      await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
      const found = await findDraft(tx, mesh, id);
      const delivered = deps.observed.snapshot(mesh);
      const isCurrent = delivered?.revision === (await tx.revision(mesh));
      return { draft: found, snapshot: delivered && isCurrent ? delivered : await storedSnapshot(tx, mesh) };
    });
    const outcome = await outcomeOf(deps, caller, { snapshot, changes: draft.changes });
    const { effect, renderings } = await effectOf({
      translator: deps.translator,
      directory: deps.observed.directory(),
      before: snapshot,
      merged: outcome.sound,
      groups: deps.observed.proxyGroups(mesh),
    });
    return {
      draft: draft.id,
      version: draft.version,
      revision: snapshot.revision,
      changes: outcome.merged.changes.map(planChange),
      stale: outcome.merged.stale,
      refusals: outcome.refusals,
      problems: outcome.problems,
      fixed: outcome.fixed,
      effect,
      ...(options.verdict && { verdict: await verdictOf(renderings, check) }),
    };
  };
}

function planChange({ ref, before, after }: ResourceChange): DraftPlan['changes'][number] {
  const [old, now] = [before?.spec, after?.spec] as [JsonObject | undefined, JsonObject | undefined];
  return {
    ref,
    op: !before ? 'added' : after ? 'changed' : 'removed',
    ...(old && { before: { ...old } }),
    ...(now && { after: { ...now } }),
    fields: diffFields(old, now).map((field) => ({ ...field, steps: [...field.steps] })),
    ...(before && { owner: before.writer }),
  };
}
