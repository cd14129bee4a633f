import { describe, expect, it } from 'vitest';
import { isMeshkeepWrite } from './meshkeep-writes';

describe('isMeshkeepWrite', () => {
  it('lets the writes of drafts through, whatever the names', () => {
    const drafts = 'meshes/a%2Fb%20%E3%83%A1/drafts';
    expect(isMeshkeepWrite('POST', drafts)).toBe(true);
    expect(isMeshkeepWrite('PATCH', `${drafts}/d1`)).toBe(true);
    expect(isMeshkeepWrite('DELETE', `${drafts}/d1`)).toBe(true);
    for (const action of ['changes', 'comments', 'undo', 'redo', 'rebase', 'apply']) {
      expect(isMeshkeepWrite('POST', `${drafts}/d1/${action}`), action).toBe(true);
    }
  });

  it('lets cards be moved and settings be changed', () => {
    expect(isMeshkeepWrite('PATCH', 'meshes/m/layout')).toBe(true);
    expect(isMeshkeepWrite('PATCH', 'meshes/m/settings')).toBe(true);
  });

  it('lets proxy credentials be made and revoked', () => {
    expect(isMeshkeepWrite('POST', 'proxy-credentials')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'proxy-credentials/c1')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'proxy-credentials')).toBe(false);
  });

  it('lets authorities be made and retired, and connections be tried, made, changed and deleted', () => {
    expect(isMeshkeepWrite('POST', 'client-authorities')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'client-authorities/a1')).toBe(true);
    expect(isMeshkeepWrite('POST', 'connections')).toBe(true);
    expect(isMeshkeepWrite('POST', 'connections/test')).toBe(true);
    expect(isMeshkeepWrite('PUT', 'connections/c1')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'connections/c1')).toBe(true);
    expect(isMeshkeepWrite('POST', 'connections/c1')).toBe(false);
  });

  it('lets certificates be held and given up', () => {
    expect(isMeshkeepWrite('POST', 'certificates')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'certificates')).toBe(true);
    expect(isMeshkeepWrite('DELETE', 'certificates/c1')).toBe(false);
  });

  it('lets bootstraps be asked for', () => {
    expect(isMeshkeepWrite('POST', 'meshes/m/bootstrap')).toBe(true);
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
      ['POST', 'meshes/m/layout'],
      ['PATCH', 'meshes/m/layout/x'],
      ['POST', 'x/meshes/m/drafts'],
      ['POST', 'meshes//drafts'],
      ['POST', 'meshes/m/drafts\n'],
    ];
    for (const [method, path] of others) expect(isMeshkeepWrite(method, path), `${method} ${path}`).toBe(false);
  });
});
