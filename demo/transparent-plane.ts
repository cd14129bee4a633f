/**
 * Transparent data plane: each workload in a network namespace of its own, the application untouched and without a
 * proxy setting, iptables in front, and Envoy as uid 1337 with the bootstrap that an AWS agent would write. Proxies
 * reach the control plane by its Unix socket, as the agent's `APPMESH_XDS_ENDPOINT=unix:///…` would.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { agentBootstrap } from './bootstrap';
import type { Program } from './children';
import type { DataPlane } from './data-plane';
import {
  addressOf,
  createNamespace,
  createRouter,
  ENVOY_UID,
  namespaceOf,
  removeNetwork,
  whyNoNamespaces,
} from './namespaces';
import { application, envoyCommand } from './programs';
import { SERVICE_PORT, SERVICES, WORKLOADS, type Workload } from './scenario';
import type { DemoSettings } from './settings';

export const AS_ENVOY = `--reuid=${ENVOY_UID} --regid=${ENVOY_UID} --clear-groups --pdeathsig TERM`.split(' ');

export function transparentDataPlane(settings: DemoSettings): DataPlane {
  const network = { prefix: `mk${settings.subnet.replace('.', '')}`, subnet: settings.subnet };
  const number = (workload: Workload) => WORKLOADS.indexOf(workload) + 1;
  const address = (workload: Workload) => addressOf(network, number(workload));
  // Envoy's user may not read the demo's folder: socket, bootstraps and, where needed, the binary lie here.
  const shared = mkdtempSync(path.join(tmpdir(), 'meshkeep-demo-'));
  const socket = path.join(shared, 'xds.sock');
  let envoy = settings.envoy;
  let prepared = false;

  const enter = (workload: Workload, program: Program): Program => {
    return { ...program, command: ['ip', 'netns', 'exec', namespaceOf(network, workload.node), ...program.command] };
  };
  return {
    ports: [],
    environment: { MESHKEEP_XDS_SOCKET: socket },
    async prepare() {
      const reason = await whyNoNamespaces();
      if (reason) throw new Error(`make demo-transparent cannot run: ${reason}. make demo needs neither.`);
      prepared = true;
      await removeNetwork(network);
      chmodSync(shared, 0o755);
      envoy = readableEnvoy(settings.envoy, shared);
      await createRouter(network);
      for (const workload of WORKLOADS) {
        const namespace = { name: workload.node, number: number(workload), appPort: SERVICE_PORT };
        await createNamespace(network, { ...namespace, hosts: serviceHosts(settings.subnet) });
        writeFileSync(bootstrapFile(shared, workload), JSON.stringify(agentBootstrap(workload, socket), null, 2));
      }
    },
    async controlPlaneReady() {
      if (!existsSync(socket)) throw new Error(`the control plane made no socket ${socket}`);
      chmodSync(socket, 0o666);
    },
    programs: (workload) => [
      enter(workload, application(workload, { APP_HOST: '0.0.0.0', APP_PORT: String(SERVICE_PORT) })),
      enter(workload, {
        name: `${workload.node}-envoy`,
        command: ['setpriv', ...AS_ENVOY, '--', ...envoyCommand(envoy, bootstrapFile(shared, workload))],
      }),
    ],
    address: (workload) => ({ ipv4: address(workload), port: SERVICE_PORT }),
    url: (workload) => `http://${address(workload)}:${SERVICE_PORT}`,
    adminUrl: (workload) => `http://${address(workload)}:9901`,
    async remove() {
      if (prepared) await removeNetwork(network);
      rmSync(shared, { recursive: true, force: true });
    },
  };
}

function bootstrapFile(folder: string, workload: Workload): string {
  return path.join(folder, `${workload.node}.json`);
}

/** Each name leads to an address that exists nowhere: interception does not care, Envoy goes by the Host header. */
function serviceHosts(subnet: string): Record<string, string> {
  return Object.fromEntries(
    SERVICES.map(({ virtualService }, index) => [virtualService, `${subnet}.200.${index + 1}`]),
  );
}

/** The binary itself where Envoy's user may run it, else a copy. */
export function readableEnvoy(envoy: string, folder: string): string {
  try {
    execFileSync('setpriv', [...AS_ENVOY, '--', envoy, '--version'], { stdio: 'ignore' });
    return envoy;
  } catch {
    mkdirSync(folder, { recursive: true });
    const copy = path.join(folder, 'envoy');
    copyFileSync(envoy, copy);
    chmodSync(copy, 0o755);
    return copy;
  }
}
