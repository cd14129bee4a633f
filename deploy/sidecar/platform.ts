/** Where the proxy runs, in the words of App Mesh's agent: the console tells ECS, EKS and EC2 apart by it. */
import type { Environment } from './environment';

const TIMEOUT_MS = 2000;

/** `node.metadata`. ECS is asked by its metadata endpoint; without an answer it is left out. */
export async function platformMetadata(environment: Environment): Promise<Record<string, unknown>> {
  const info = kubernetes(environment) ?? (await ecs(environment));
  return info ? { 'aws.appmesh.platformInfo': info } : {};
}

function kubernetes(environment: Environment): Record<string, unknown> | undefined {
  const podUid = environment.APPMESH_PLATFORM_K8S_POD_UID;
  if (!podUid) return undefined;
  const k8sVersion = environment.APPMESH_PLATFORM_K8S_VERSION;
  const appMeshControllerVersion = environment.APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION;
  const known = {
    podUid,
    ...(k8sVersion && { k8sVersion }),
    ...(appMeshControllerVersion && { appMeshControllerVersion }),
  };
  return { k8sPlatformInfo: known };
}

async function ecs(environment: Environment): Promise<Record<string, unknown> | undefined> {
  const endpoint = environment.ECS_CONTAINER_METADATA_URI_V4;
  if (!endpoint) return undefined;
  try {
    const response = await fetch(`${endpoint}/task`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const task = (await response.json()) as Record<string, unknown>;
    return {
      ...(task.AvailabilityZone !== undefined && { AvailabilityZone: task.AvailabilityZone }),
      ecsPlatformInfo: { ecsTaskArn: task.TaskARN, ecsClusterArn: task.Cluster, ecsLaunchType: task.LaunchType },
    };
  } catch {
    return undefined;
  }
}
