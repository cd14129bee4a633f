import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '../..');
const biome = path.join(repository, 'node_modules/@biomejs/biome/bin/biome');

const IMPURE = {
  'date-now': 'Date.now()',
  'new-date': 'new Date()',
  performance: 'performance.now()',
  random: 'Math.random()',
  uuid: 'crypto.randomUUID()',
  fetch: "fetch('x')",
  process: 'process.pid',
  buffer: 'Buffer.alloc(1)',
  timer: 'setTimeout(() => 1, 1)',
};

describe('purity of calls', () => {
  let root: string;
  let report: string;

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'meshkeep-purity-'));
    const config = JSON.parse(readFileSync(path.join(repository, 'biome.json'), 'utf8'));
    write('biome.json', JSON.stringify({ ...config, $schema: undefined, vcs: undefined }));
    cpSync(path.join(repository, 'scripts/purity'), path.join(root, 'scripts/purity'), { recursive: true });
    for (const [name, call] of Object.entries(IMPURE)) {
      write(`lib/translate/${name}.ts`, `export const planted = ${call};\n`);
      write(`lib/control/${name}.ts`, `export const planted = ${call};\n`);
      write(`lib/model/${name}.test.ts`, `export const planted = ${call};\n`);
    }
    write('lib/model/from-value.ts', 'export const planted = new Date(5);\n');
    const { stdout } = spawnSync(
      process.execPath,
      [biome, 'lint', '--reporter=github', '--max-diagnostics=none', 'lib'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    report = stdout;
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }

  it.each(Object.entries(IMPURE))('%s: %s is an error in a pure room', (name) => {
    expect(report).toMatch(new RegExp(`error.*lib/translate/${name}\\.ts`));
  });

  it('leaves other rooms, tests and dates made from a value alone', () => {
    expect(report).not.toMatch(/error.*lib\/(control|model)\//);
  });
});
