import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Json, staticConfig, validateConfig } from '@/lib/envoy-check';
import { caseNames, decoded, type Output, renderCase } from './testing/case';

const binary = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../.venv/bin/envoy');

describe('golden configurations are taken by a real Envoy', () => {
  it.each(caseNames())('%s', async (name) => {
    const config = renderCase(name);
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
