import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyDraft, deleteDraft, draftConflictOf, rebaseDraft } from './drafts';

const SEEN = { mesh: 'a/b', id: 'd1', version: 7 };
const DRAFT = {
  id: 'd1',
  mesh: 'a/b',
  name: 'n',
  author: 'ann',
  createdAt: 1,
  updatedAt: 2,
  updatedBy: 'ann',
  version: 8,
  changes: [],
  comments: [],
  canUndo: false,
  canRedo: false,
};

/** Answers the next request, and tells what was asked. */
function answering(status: number, body?: unknown) {
  const asked = vi.fn<typeof fetch>(
    async () => new Response(body === undefined ? null : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', asked);
  return () => {
    const [url, init] = asked.mock.calls[0] ?? [];
    return { url, method: init?.method, body: init?.body && JSON.parse(String(init.body)) };
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('writes of drafts', () => {
  it('carry the version that was seen', async () => {
    const asked = answering(200, { revision: 9, draft: { ...DRAFT, appliedRevision: 9 } });
    const applied = await applyDraft(SEEN, { message: 'five percent' });
    expect(applied.draft.appliedRevision).toBe(9);
    expect(asked()).toEqual({
      url: '/api/meshkeep/meshes/a%2Fb/drafts/d1/apply',
      method: 'POST',
      body: { message: 'five percent', version: 7 },
    });
  });

  it('send the chosen sides', async () => {
    const asked = answering(200, DRAFT);
    const choices = [{ ref: { kind: 'virtualNode', name: 'x' } as const, take: 'mine' as const }];
    await rebaseDraft(SEEN, { choices });
    expect(asked()).toMatchObject({ body: { choices, version: 7 } });
  });

  it('take an answer without a body where one is expected', async () => {
    const asked = answering(204);
    await expect(deleteDraft(SEEN)).resolves.toBeUndefined();
    expect(asked()).toMatchObject({ method: 'DELETE', url: '/api/meshkeep/meshes/a%2Fb/drafts/d1' });
  });

  it('hand on why there is a conflict', async () => {
    const details = { reason: 'applied', revision: 9 };
    answering(409, { code: 'conflict', message: 'applied already', details });
    const error = await applyDraft(SEEN, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'conflict', status: 409, message: 'applied already' });
    expect(draftConflictOf(error)).toEqual(details);
  });
});

describe('draftConflictOf', () => {
  it('is nothing for other errors', async () => {
    answering(409, { code: 'conflict', message: 'x', details: { reason: 'strange' } });
    expect(draftConflictOf(await applyDraft(SEEN, {}).catch((thrown: unknown) => thrown))).toBeUndefined();
    expect(draftConflictOf(new Error('no'))).toBeUndefined();
  });
});
