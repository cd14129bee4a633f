import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '../..');
const biome = path.join(repository, 'node_modules/@biomejs/biome/bin/biome');

/** What Biome says about a text, as if it stood in that file. */
function lint(file: string, text: string): string {
  const args = [biome, 'lint', `--stdin-file-path=${file}`];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, input: text, encoding: 'utf8' });
  return stdout + stderr;
}

describe('purity of calls', () => {
  const impure = ['Date.now()', 'new Date()', 'performance.now()', 'Math.random()', 'crypto.randomUUID()'];
  it.each(impure)('%s is caught in a pure room', (call) => {
    expect(lint('lib/translate/planted.ts', `export const planted = ${call};\n`)).toContain('A pure room');
  });

  it.each(['fetch', 'process', 'Buffer', 'setTimeout'])('%s is caught in a pure room', (name) => {
    expect(lint('lib/graph/planted.ts', `export const planted = ${name};\n`)).toContain('noRestrictedGlobals');
  });

  it('leaves other rooms, tests and dates made from a value alone', () => {
    expect(lint('lib/control/planted.ts', 'export const planted = [Date.now(), process.pid];\n')).not.toContain(
      'A pure room',
    );
    expect(lint('lib/model/planted.test.ts', 'export const planted = Date.now();\n')).not.toContain('A pure room');
    expect(lint('lib/model/planted.ts', 'export const planted = new Date(5);\n')).not.toContain('A pure room');
  });
});
