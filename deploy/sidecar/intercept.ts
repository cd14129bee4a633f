/**
 * App Mesh's rules in the nat table (envoy-mapping: section 1.4), by the variables that its init container knew: what
 * comes in for the application's ports goes to 15000, what goes out to 15001, but for Envoy itself.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Environment, readerOf } from './environment';

/** One rule as arguments of iptables; `v4`, `v6` = only for addresses of that kind. */
type Rule = readonly string[];

const run = promisify(execFile);
const CHAINS = { egress: 'APPMESH_EGRESS', ingress: 'APPMESH_INGRESS' };

/** Rules for one kind of address. Throws when nothing tells Envoy's own traffic from the rest. */
export function interceptionRules(environment: Environment, family: 4 | 6): Rule[] {
  const env = readerOf(environment);
  const uid = env.text('APPMESH_IGNORE_UID');
  const gid = env.text('APPMESH_IGNORE_GID');
  if (!uid && !gid) throw new Error('APPMESH_IGNORE_UID or APPMESH_IGNORE_GID must be set: Envoy would call itself');
  const ingress = env.text('APPMESH_ENVOY_INGRESS_PORT') ?? '15000';
  const egress = env.text('APPMESH_ENVOY_EGRESS_PORT') ?? '15001';
  const ignoredPorts = ['22', ...listOf(env.text('APPMESH_EGRESS_IGNORED_PORTS'))];
  const ignored = listOf(env.text('APPMESH_EGRESS_IGNORED_IP')).filter((ip) => ip.includes(':') === (family === 6));
  const to = (port: string) => ['-j', 'REDIRECT', '--to-ports', port];
  return [
    ['-N', CHAINS.egress],
    ...(uid ? [['-A', CHAINS.egress, '-m', 'owner', '--uid-owner', uid, '-j', 'RETURN']] : []),
    ...(gid ? [['-A', CHAINS.egress, '-m', 'owner', '--gid-owner', gid, '-j', 'RETURN']] : []),
    ...portRules(ignoredPorts, (ports) => ['-A', CHAINS.egress, '-p', 'tcp', ...ports, '-j', 'RETURN']),
    ...ignored.map((ip) => ['-A', CHAINS.egress, '-p', 'tcp', '-d', ip, '-j', 'RETURN']),
    ['-A', CHAINS.egress, '-p', 'tcp', ...to(egress)],
    ['-A', 'OUTPUT', '-p', 'tcp', '-m', 'addrtype', '!', '--dst-type', 'LOCAL', '-j', CHAINS.egress],
    ['-N', CHAINS.ingress],
    ...portRules(listOf(env.text('APPMESH_APP_PORTS')), (ports) => [
      '-A',
      CHAINS.ingress,
      '-p',
      'tcp',
      ...ports,
      ...to(ingress),
    ]),
    ['-A', 'PREROUTING', '-p', 'tcp', '-m', 'addrtype', '!', '--src-type', 'LOCAL', '-j', CHAINS.ingress],
  ];
}

/** iptables takes 15 ports in one rule. */
function portRules(ports: readonly string[], rule: (match: string[]) => string[]): Rule[] {
  const unique = [...new Set(ports)];
  const groups = Array.from({ length: Math.ceil(unique.length / 15) }, (_, at) => unique.slice(at * 15, at * 15 + 15));
  return groups.map((group) => rule(['-m', 'multiport', '--dports', group.join(',')]));
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Sets the rules in this network namespace; needs NET_ADMIN. */
export async function intercept(environment: Environment): Promise<void> {
  const env = readerOf(environment);
  if (!env.flag('APPMESH_START_ENABLED', true)) return;
  const families = env.flag('APPMESH_ENABLE_IPV6', false) ? ([4, 6] as const) : ([4] as const);
  for (const family of families) {
    const program = family === 4 ? 'iptables' : 'ip6tables';
    for (const rule of interceptionRules(environment, family)) await run(program, ['-w', '-t', 'nat', ...rule]);
  }
}
