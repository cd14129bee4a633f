import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bootstrapCommand, UsageError } from './bootstrap/command';

const NODE = ['--resource', 'mesh/m/virtualNode/n'];

function run(...args: string[]) {
  const told: string[] = [];
  return { text: bootstrapCommand(args, (line) => told.push(line)), told };
}

describe('npm run bootstrap', () => {
  it('prints only the document, as the command that people type', { timeout: 120_000 }, () => {
    const root = path.resolve(import.meta.dirname, '..');
    const command = ['--import', 'tsx', 'scripts/bootstrap.ts', ...NODE, '--xds', 'cp.example:443'];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(parse(stdout).node.id).toBe('mesh/m/virtualNode/n');
    expect(stderr).toContain('not encrypted');
    const wrong = spawnSync(process.execPath, command.slice(0, 3), { cwd: root, encoding: 'utf8' });
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(/--resource is missing\n\nusage: /);
  });

  it('takes every option', () => {
    const { text, told } = run(
      ...['--resource', 'arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualGateway/g', '--xds', '[::1]:18000'],
      ...['--ca-file', '/ca.pem', '--server-name', 'cp', '--token-variable', 'TOKEN', '--admin', '0.0.0.0:9902'],
      ...['--cluster', 'c', '--region', 'r', '--zone', 'z', '--protocol', 'sotw', '--no-load-reports'],
      ...['--initial-fetch-timeout', '3', '--folder', '/f'],
    );
    const document = parse(text);
    expect(document).toMatchObject({
      node: { cluster: 'c', locality: { region: 'r', zone: 'z' } },
      admin: { address: { socket_address: { address: '0.0.0.0', port_value: 9902 } } },
      dynamic_resources: { ads_config: { api_type: 'GRPC' }, lds_config: { initial_fetch_timeout: '3s' } },
    });
    expect(document.cluster_manager).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('prints further documents so that the whole can still be read', () => {
    const rotating = run(...NODE, '--token-file', '/t/token').text;
    expect(parse(rotating).node.id).toBe('mesh/m/virtualNode/n');
    expect(rotating).toContain('# /etc/envoy/meshkeep_xds_token.json\n');
    const shell = run(...NODE, '--format', 'cli', '--log-level', 'debug', '--concurrency', '2', '--drain-seconds', '5');
    expect(shell.text).toContain('--log-level debug --drain-time-s 5 --concurrency 2');
  });

  const wrong: [string, string[]][] = [
    ['is not of the form', ['--resource', 'n']],
    ['formats', [...NODE, '--format', 'xml']],
    ['--xds', [...NODE, '--xds', 'cp']],
    ['port', [...NODE, '--xds', 'cp:99999']],
    ['one credential only', [...NODE, '--token-file', '/t', '--token-variable', 'T']],
    ['go together', [...NODE, '--certificate', '/c']],
    ['needs TLS', [...NODE, '--xds', 'cp:1', '--certificate', '/c', '--key', '/k']],
    ['needs --ca', [...NODE, '--xds', 'cp:1', '--server-name', 's']],
    ['no such file', [...NODE, '--xds', 'cp:1', '--ca', '/no/such/file']],
    ['not JSON', [...NODE, '--dataplane', '{']],
    [
      'appPort',
      [
        ...NODE,
        '--dataplane',
        '{"mode":"explicit","address":"::1","listeners":[{"port":1,"ingressPort":2}],"egressPort":3}',
      ],
    ],
    ['concurrency', [...NODE, '--concurrency', 'many']],
    ['--wrong', [...NODE, '--wrong']],
  ];
  it.each(wrong)('says what is wrong: %s', (message, args) => {
    expect(() => run(...args)).toThrow(UsageError);
    expect(() => run(...args)).toThrow(message);
  });
});
