/** Envoy's bootstrap for the demo's proxies: what lib/bootstrap writes for everyone. */
import { type BootstrapInput, envoyBootstrap } from '@/lib/bootstrap';
import type { BootstrapOptions, ControlPlaneAddress } from '@/lib/model';
import type { Workload } from './scenario';
import { MESH, SERVICE_PORT } from './scenario';

/** Ports of one workload; all on 127.0.0.1. */
export interface WorkloadPorts {
  app: number;
  ingress: number;
  egress: number;
  admin: number;
}

/** Explicit mode: no iptables, so the proxy says where it listens and where its application is. */
export function explicitBootstrap(workload: Workload, ports: WorkloadPorts, xdsPort: number): object {
  const address = '127.0.0.1';
  const listener = { port: SERVICE_PORT, ingressPort: ports.ingress, appAddress: address, appPort: ports.app };
  return bootstrap(
    workload,
    { host: address, port: xdsPort },
    {
      dataplane: { mode: 'explicit', address, listeners: [listener], egressPort: ports.egress, tcp: [] },
      metadata: { 'aws.appmesh.platformInfo': platformInfo(workload) },
      admin: { address, port: ports.admin },
    },
  );
}

/**
 * What the AWS agent writes for `APPMESH_XDS_ENDPOINT=unix:///…`: the node's id and no word of Meshkeep, and no load
 * reports. Interception is left to iptables.
 */
export function agentBootstrap(workload: Workload, socket: string): object {
  return bootstrap(workload, { socket }, { loadReports: false, admin: { address: '0.0.0.0', port: 9901 } });
}

function bootstrap(workload: Workload, controlPlane: ControlPlaneAddress, options: BootstrapOptions): object {
  const nodeId = `mesh/${MESH}/virtualNode/${workload.node}`;
  const resource: BootstrapInput['resource'] = { nodeId, mesh: MESH, kind: 'virtualNode', name: workload.node };
  return envoyBootstrap({ resource, controlPlane, credential: { type: 'none' }, options }).bootstrap;
}

/** Platform identity as the agent reports it, so that the console can tell ECS and EKS apart. */
function platformInfo(workload: Workload): object {
  if (workload.platform === 'EKS') return { k8sPlatformInfo: { k8sVersion: '1.33', podUid: `demo-${workload.node}` } };
  const arn = 'arn:aws:ecs:us-east-1:000000000000';
  return {
    ecsPlatformInfo: {
      ecsTaskArn: `${arn}:task/demo/${workload.node}`,
      ecsClusterArn: `${arn}:cluster/demo`,
      ecsLaunchType: 'FARGATE',
    },
  };
}
