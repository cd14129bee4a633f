import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

describe('npm run import', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-import-'));
    writeFileSync(path.join(folder, 'mesh.json'), '{ "meshName": $MESH }');
    writeFileSync(path.join(folder, 'bad.json'), '{ "meshName": ');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) => {
    const command = ['--import', 'tsx', 'scripts/import.ts', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('prints the document, with values from outside', () => {
    const { status, stdout, stderr } = run('--format', 'cli', '--set', 'MESH=shop', path.join(folder, 'mesh.json'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ resources: [{ type: 'Mesh', params: { meshName: 'shop' } }], todo: [] });
  });

  it('reads a folder, prints what it can and fails for what it cannot', () => {
    const { status, stdout, stderr } = run('--format', 'cli', folder, path.join(folder, 'none.json'));
    expect(status).toBe(1);
    expect(JSON.parse(stdout).resources).toHaveLength(1);
    expect(stderr).toContain('bad.json, line 1: not JSON');
    expect(stderr).toContain('none.json');
  });

  it.each([
    [[]],
    [['--format', 'xml', 'a']],
    [['--format', 'cli']],
    [['--format', 'cli', '--set', 'x', 'a']],
    [['--wrong']],
  ])('says how it is used: %j', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('usage: ');
  });
});
