/**
 * Network namespaces for the transparent demo: one for each workload and one that routes between them and to this
 * machine. Interception is App Mesh's own rule set (envoy-mapping: section 1.4). Nothing outside the namespaces is
 * changed but one veth pair and one route, and all of it goes when they are removed.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const ENVOY_UID = 1337;

export interface Network {
  /** Begins every name; two networks on one machine need two. */
  prefix: string;
  /** First two numbers of every address. */
  subnet: string;
}

/** Address of a workload's namespace; numbers start at 1. */
export function addressOf(network: Network, number: number): string {
  return `${network.subnet}.${number}.2`;
}

export function namespaceOf(network: Network, name: string): string {
  return `${network.prefix}-${name}`;
}

/** Why this process cannot make network namespaces with iptables; undefined = it can. */
export async function whyNoNamespaces(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `meshkeep-probe-${process.pid}`;
  try {
    await run(`ip netns add ${probe}`);
    await inside(probe, 'iptables -t nat -A OUTPUT -p tcp -m owner --uid-owner 1337 -j REDIRECT --to-ports 15001');
    return undefined;
  } catch (error) {
    return `network namespaces with iptables do not work here: ${error instanceof Error ? error.message : error}`;
  } finally {
    await run(`ip netns del ${probe}`).catch(() => undefined);
  }
}

/** The namespace that routes, and the way from this machine into it. */
export async function createRouter(network: Network): Promise<void> {
  const router = namespaceOf(network, 'router');
  const host = hostLink(network);
  await run(`ip netns add ${router}`);
  await inside(router, 'ip link set lo up');
  await inside(router, 'sysctl -q -w net.ipv4.ip_forward=1');
  await run(`ip link add ${host} type veth peer name host netns ${router}`);
  await run(`ip addr add ${network.subnet}.0.2/24 dev ${host}`);
  await run(`ip link set ${host} up`);
  await inside(router, `ip addr add ${network.subnet}.0.1/24 dev host`);
  await inside(router, 'ip link set host up');
  await run(`ip route add ${network.subnet}.0.0/16 via ${network.subnet}.0.1`);
}

/** A workload's namespace: own address, a default route, and names that resolve (`hosts`: name → address). */
export async function createNamespace(
  network: Network,
  workload: { name: string; number: number; appPort: number; hosts: Readonly<Record<string, string>> },
): Promise<void> {
  const namespace = namespaceOf(network, workload.name);
  const router = namespaceOf(network, 'router');
  const link = `w${workload.number}`;
  const gateway = `${network.subnet}.${workload.number}.1`;
  await run(`ip netns add ${namespace}`);
  writeHosts(namespace, workload.hosts);
  await inside(namespace, 'ip link set lo up');
  await run(`ip link add ${link} netns ${router} type veth peer name eth0 netns ${namespace}`);
  await inside(router, `ip addr add ${gateway}/24 dev ${link}`);
  await inside(router, `ip link set ${link} up`);
  await inside(namespace, `ip addr add ${addressOf(network, workload.number)}/24 dev eth0`);
  await inside(namespace, 'ip link set eth0 up');
  await inside(namespace, `ip route add default via ${gateway}`);
  for (const rule of interception(workload.appPort)) await inside(namespace, `iptables -t nat ${rule}`);
}

/** Every rule that App Mesh's init container sets. */
function interception(appPort: number): string[] {
  return [
    '-N EGRESS',
    `-A EGRESS -m owner --uid-owner ${ENVOY_UID} -j RETURN`,
    '-A EGRESS -p tcp -m multiport --dports 22 -j RETURN',
    '-A EGRESS -p tcp -d 169.254.169.254 -j RETURN',
    '-A EGRESS -p tcp -j REDIRECT --to-ports 15001',
    '-A OUTPUT -p tcp -m addrtype ! --dst-type LOCAL -j EGRESS',
    '-N INGRESS',
    `-A INGRESS -p tcp -m multiport --dports ${appPort} -j REDIRECT --to-ports 15000`,
    '-A PREROUTING -p tcp -m addrtype ! --src-type LOCAL -j INGRESS',
  ];
}

/** `ip netns exec` lays this file over /etc/hosts. */
function writeHosts(namespace: string, hosts: Readonly<Record<string, string>>): void {
  mkdirSync(`/etc/netns/${namespace}`, { recursive: true });
  const lines = Object.entries({ localhost: '127.0.0.1', ...hosts }).map(([name, address]) => `${address} ${name}`);
  writeFileSync(`/etc/netns/${namespace}/hosts`, `${lines.join('\n')}\n`);
}

/** Removes every namespace of this network, also those that a killed demo left. */
export async function removeNetwork(network: Network): Promise<void> {
  // First: the kernel takes the link away with the namespace of its other end, at a time of its own.
  if (existsSync(`/sys/class/net/${hostLink(network)}`)) await run(`ip link del ${hostLink(network)}`);
  const { stdout } = await execute('ip', ['netns', 'list']);
  const names = stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of names.filter((name) => name.startsWith(`${network.prefix}-`))) await run(`ip netns del ${name}`);
  if (!existsSync('/etc/netns')) return;
  for (const name of readdirSync('/etc/netns').filter((name) => name.startsWith(`${network.prefix}-`))) {
    rmSync(`/etc/netns/${name}`, { recursive: true });
  }
}

/** Interface on this machine's side; the kernel allows 15 letters. */
function hostLink(network: Network): string {
  return `${network.prefix}-host`.slice(0, 15);
}

function inside(namespace: string, command: string): Promise<void> {
  return run(`ip netns exec ${namespace} ${command}`);
}

async function run(command: string): Promise<void> {
  const [program = '', ...args] = command.split(' ');
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  await execute(program, args, { env }).catch((error: { stderr?: string; message: string }) => {
    throw new Error(`${command}: ${error.stderr?.trim() || error.message}`);
  });
}
