import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { re2Problem, re2ProgramBound } from './re2';

const ENVOY = join(import.meta.dirname, '../../.venv/bin/envoy');
const directory = mkdtempSync(join(tmpdir(), 'meshkeep-re2-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What a real Envoy says to a regex: its program's size (told because the limit is set to 0), or that it refuses it. */
function askEnvoy(regex: string): number | 'refused' {
  const file = join(directory, 'envoy.json');
  writeFileSync(file, JSON.stringify(bootstrap(regex)));
  try {
    execFileSync(ENVOY, ['--mode', 'validate', '-c', file, '--use-dynamic-base-id'], { stdio: 'pipe' });
  } catch (error) {
    const output = String((error as { stderr: Buffer }).stderr);
    const size = /program size of (\d+) >/.exec(output)?.[1];
    if (size !== undefined) return Number(size);
    if (output.includes('error initializing configuration')) return 'refused';
    throw error;
  }
  throw new Error(`Envoy did not tell the size of ${regex}`);
}

function bootstrap(regex: string): object {
  const type = (name: string) => ({ '@type': `type.googleapis.com/envoy.extensions.filters.${name}` });
  const routes = [{ match: { safe_regex: { regex } }, direct_response: { status: 200 } }];
  const router = { name: 'envoy.filters.http.router', typed_config: type('http.router.v3.Router') };
  const manager = {
    ...type('network.http_connection_manager.v3.HttpConnectionManager'),
    stat_prefix: 'x',
    route_config: { name: 'r', virtual_hosts: [{ name: 'v', domains: ['*'], routes }] },
    http_filters: [router],
  };
  const address = { socket_address: { address: '127.0.0.1', port_value: 0 } };
  const listener = { name: 'l', address, filter_chains: [{ filters: [{ name: 'h', typed_config: manager }] }] };
  const layer = { name: 's', static_layer: { 're2.max_program_size.error_level': 0 } };
  return { layered_runtime: { layers: [layer] }, static_resources: { listeners: [listener] } };
}

describe('regular expressions against a real Envoy', () => {
  it.each([
    '/a.*',
    '[a-z]{50}',
    '\\w{40}',
    '\\d{3}-\\pL+',
    '(?i)straße',
    '日本.*',
    '[日-本]',
    '/api/v[0-9]+/(users|orders)/[a-zA-Z0-9_-]+',
    '(/v1)?/items(/[^/]+){0,4}',
    '(a|bc|d*)*e',
    '^foo$',
    '^/api/(v1|v2)/.*',
    '^ab*',
    '^foo|bar',
    '(?s).*',
    '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    'a{1000}',
  ])('counts the instructions of %s, or a few more', (regex) => {
    const size = askEnvoy(regex);
    expect(re2Problem(regex)).toBeUndefined();
    expect(size).not.toBe('refused');
    expect(re2ProgramBound(regex)).toBeGreaterThanOrEqual(size as number);
    expect(re2ProgramBound(regex)).toBeLessThanOrEqual((size as number) + 4);
  });

  it.each(['(?=a)b', '(?!a)b', '(?<=a)b', '(a)\\1', 'a**', '(?>a)', 'x{1001}', '[z-a]', '(', '\\Z', '\\u0041', ''])(
    'refuses %s as Envoy does',
    (regex) => {
      expect(askEnvoy(regex)).toBe('refused');
      expect(re2Problem(regex)).toBeTypeOf('string');
    },
  );
});
