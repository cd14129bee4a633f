import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '..');

describe('Makefile', () => {
  it('tells about every command in make help', () => {
    const makefile = readFileSync(path.join(repository, 'Makefile'), 'utf8');
    const commands = [...makefile.matchAll(/^\.PHONY: (\S+)$/gm)].map(([, name]) => name ?? '');
    const help = execFileSync('make', ['--no-print-directory', 'help'], { cwd: repository, encoding: 'utf8' });
    expect(commands).toContain('demo');
    for (const command of commands) expect(help).toMatch(new RegExp(`^  make ${command} +\\S`, 'm'));
  });

  it('forgets of the demo what it may, and nothing else', () => {
    const dry = execFileSync('make', ['--no-print-directory', '-n', 'clean-demo'], {
      cwd: repository,
      encoding: 'utf8',
    });
    expect(dry.trim()).toBe('rm -rf data/demo data/demo.json');
  });
});

describe('.ci/run', () => {
  it('is a shell script that calls make test', () => {
    const script = path.join(repository, '.ci/run');
    execFileSync('bash', ['-n', script]);
    expect(readFileSync(script, 'utf8')).toMatch(/^make test/m);
  });
});
