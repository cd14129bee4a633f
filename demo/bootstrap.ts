/** Envoy's bootstrap for the demo's proxies: what a person would write for a plain Envoy (envoy-mapping: section 1.5). */
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
  return {
    node: {
      id: `mesh/${MESH}/virtualNode/${workload.node}`,
      cluster: `mesh/${MESH}/virtualNode/${workload.node}`,
      metadata: {
        meshkeep: {
          dataplane: 'explicit',
          address: '127.0.0.1',
          listeners: [{ port: SERVICE_PORT, ingressPort: ports.ingress, appAddress: '127.0.0.1', appPort: ports.app }],
          egressPort: ports.egress,
          tcp: [],
        },
        'aws.appmesh.platformInfo': platformInfo(workload),
      },
    },
    admin: admin('127.0.0.1', ports.admin),
    ...xdsBootstrap({ socket_address: { address: '127.0.0.1', port_value: xdsPort } }),
    cluster_manager: { load_stats_config: xdsService() },
  };
}

/**
 * What the AWS agent writes for `APPMESH_XDS_ENDPOINT=unix:///…`: the node's id and no word of Meshkeep, and no load
 * reports. Interception is left to iptables.
 */
export function agentBootstrap(workload: Workload, socketPath: string): object {
  const id = `mesh/${MESH}/virtualNode/${workload.node}`;
  return {
    node: { id, cluster: id },
    admin: admin('0.0.0.0', 9901),
    ...xdsBootstrap({ pipe: { path: socketPath } }),
  };
}

function admin(address: string, port: number): object {
  return { address: { socket_address: { address, port_value: port } } };
}

function xdsService(): object {
  return { api_type: 'GRPC', transport_api_version: 'V3', grpc_services: [{ envoy_grpc: { cluster_name: 'xds' } }] };
}

function xdsBootstrap(address: object): object {
  const ads = { ads: {}, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
  return {
    dynamic_resources: {
      ads_config: { ...xdsService(), api_type: 'DELTA_GRPC', set_node_on_first_message_only: true },
      cds_config: ads,
      lds_config: ads,
    },
    static_resources: { clusters: [xdsCluster(address)] },
    layered_runtime: {
      layers: [{ name: 'static', static_layer: { re2: { max_program_size: { error_level: 1000 } } } }],
    },
  };
}

function xdsCluster(address: object): object {
  return {
    name: 'xds',
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: { cluster_name: 'xds', endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        explicit_http_config: {
          http2_protocol_options: { connection_keepalive: { interval: '10s', timeout: '5s' } },
        },
      },
    },
  };
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
