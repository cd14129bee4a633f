/** Explicit data plane: no iptables and no root; every port on 127.0.0.1, each application knows its Envoy as proxy. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explicitBootstrap, type WorkloadPorts } from './bootstrap';
import type { DataPlane } from './data-plane';
import { application, envoyCommand } from './programs';
import { WORKLOADS, type Workload } from './scenario';
import type { DemoSettings } from './settings';

const USES = ['app', 'ingress', 'egress', 'admin'] as const;
const HOST = '127.0.0.1';

export function explicitDataPlane(settings: DemoSettings): DataPlane {
  const portsOf = (workload: Workload) => workloadPorts(settings.basePort, WORKLOADS.indexOf(workload));
  const bootstrapFile = (workload: Workload) => path.join(settings.dir, 'envoy', `${workload.node}.json`);
  return {
    ports: WORKLOADS.flatMap((workload) =>
      USES.map((use) => ({
        port: portsOf(workload)[use],
        what: `${workload.node} ${use}`,
        setting: 'MESHKEEP_DEMO_BASE_PORT',
      })),
    ),
    environment: {},
    async prepare() {
      mkdirSync(path.join(settings.dir, 'envoy'), { recursive: true });
      for (const workload of WORKLOADS) {
        const bootstrap = explicitBootstrap(workload, portsOf(workload), settings.xdsPort);
        writeFileSync(bootstrapFile(workload), JSON.stringify(bootstrap, null, 2));
      }
    },
    async controlPlaneReady() {},
    programs: (workload) => [
      application(workload, {
        APP_HOST: HOST,
        APP_PORT: String(portsOf(workload).app),
        HTTP_PROXY: `http://${HOST}:${portsOf(workload).egress}`,
      }),
      { name: `${workload.node}-envoy`, command: envoyCommand(settings.envoy, bootstrapFile(workload)) },
    ],
    address: (workload) => ({ ipv4: HOST, port: portsOf(workload).ingress }),
    url: (workload) => `http://${HOST}:${portsOf(workload).ingress}`,
    adminUrl: (workload) => `http://${HOST}:${portsOf(workload).admin}`,
    async remove() {},
  };
}

function workloadPorts(basePort: number, index: number): WorkloadPorts {
  const first = basePort + index * USES.length;
  return { app: first, ingress: first + 1, egress: first + 2, admin: first + 3 };
}
