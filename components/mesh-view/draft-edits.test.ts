import { describe, expect, it } from 'vitest';
import type { ApiSnapshot } from '@/lib/model';
import { draftEdits, draftName } from './draft-edits';

const NODE = { kind: 'virtualNode', name: 'a' } as const;
const live = {
  mesh: 'm',
  revision: 1,
  problems: [],
  endpoints: [],
  resources: [{ ...NODE, uid: 'u', version: 3, spec: { logging: {} } }],
} as unknown as ApiSnapshot;
const nothing = { changes: [] };
const holding = { changes: [{ op: 'put', ref: NODE, spec: {}, base: { uid: 'u', version: 2, spec: {} } }] } as const;
const title = 'x';

describe('draftEdits', () => {
  it('names the version that was edited, so that a change by others is not overwritten', () => {
    const edits = draftEdits({ title, puts: [{ ref: NODE, spec: {} }] }, live, nothing);
    expect(edits).toEqual([{ op: 'put', ref: NODE, spec: {}, base: { uid: 'u', version: 3 } }]);
  });

  it('says that a new resource is not there yet', () => {
    const ref = { kind: 'virtualNode', name: 'new' } as const;
    expect(draftEdits({ title, puts: [{ ref, spec: {} }] }, live, nothing)).toEqual([
      { op: 'put', ref, spec: {}, base: null },
    ]);
  });

  it('leaves the base alone that the draft set out from', () => {
    const edits = draftEdits({ title, puts: [{ ref: NODE, spec: { backends: [] } }] }, live, holding);
    expect(edits).toEqual([{ op: 'put', ref: NODE, spec: { backends: [] } }]);
    expect(draftEdits({ title, deletes: [NODE] }, live, holding)).toEqual([{ op: 'delete', ref: NODE }]);
  });

  it('takes a resource out of the draft that is put back to how it is live, or that only the draft made', () => {
    const back = draftEdits({ title, puts: [{ ref: NODE, spec: { logging: {} } }] }, live, holding);
    expect(back).toEqual([{ op: 'drop', ref: NODE }]);
    const ref = { kind: 'virtualNode', name: 'new' } as const;
    expect(draftEdits({ title, deletes: [ref] }, live, nothing)).toEqual([{ op: 'drop', ref }]);
  });
});

describe('draftName', () => {
  it('cuts what is too long, by characters', () => {
    expect(draftName('short')).toBe('short');
    expect([...draftName('😀'.repeat(200))]).toHaveLength(100);
  });
});
