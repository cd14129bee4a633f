import { describe, expect, it } from 'vitest';
import { isDraftWrite } from './draft-writes';

describe('isDraftWrite', () => {
  it('lets the writes of drafts through, whatever the names', () => {
    const drafts = 'meshes/a%2Fb%20%E3%83%A1/drafts';
    expect(isDraftWrite('POST', drafts)).toBe(true);
    expect(isDraftWrite('PATCH', `${drafts}/d1`)).toBe(true);
    expect(isDraftWrite('DELETE', `${drafts}/d1`)).toBe(true);
    for (const action of ['changes', 'comments', 'undo', 'redo', 'rebase', 'apply']) {
      expect(isDraftWrite('POST', `${drafts}/d1/${action}`), action).toBe(true);
    }
  });

  it('lets nothing else through', () => {
    const others: [method: string, path: string][] = [
      ['POST', 'sessions'],
      ['POST', 'meshes'],
      ['DELETE', 'meshes/m'],
      ['DELETE', 'meshes/m/drafts'],
      ['PUT', 'meshes/m/drafts/d1'],
      ['PATCH', 'meshes/m/drafts/d1/apply'],
      ['POST', 'meshes/m/drafts/d1'],
      ['POST', 'meshes/m/drafts/d1/plan'],
      ['POST', 'meshes/m/drafts/d1/apply/x'],
      ['POST', 'x/meshes/m/drafts'],
      ['POST', 'meshes//drafts'],
      ['POST', 'meshes/m/drafts\n'],
    ];
    for (const [method, path] of others) expect(isDraftWrite(method, path), `${method} ${path}`).toBe(false);
  });
});
