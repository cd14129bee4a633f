/**
 * The demo's scenario as data: two frontends and two backends, each backend in two versions, one pair on ECS and one
 * on EKS, both frontends calling both sides. The same for the explicit and the transparent data plane.
 */
export const MESH = 'my-mesh';

/** Port that every service listens on, as the mesh knows it. */
export const SERVICE_PORT = 8080;

export type Platform = 'ECS' | 'EKS';

/** One running copy of an application, with an Envoy of its own. */
export interface Workload {
  /** Name of its virtual node, and of the files and processes that belong to it. */
  node: string;
  app: string;
  version: string;
  platform: Platform;
  role: 'frontend' | 'backend';
  /** Where it is registered in Cloud Map. */
  registry: { namespace: string; service: string };
}

const EKS_NAMESPACE = 'my-apps.svc.cluster.local';
const ECS_NAMESPACE = 'apps.local';

function workload(platform: Platform, role: Workload['role'], version: string): Workload {
  const app = `${platform.toLowerCase()}-${role}`;
  const namespace = platform === 'EKS' ? EKS_NAMESPACE : ECS_NAMESPACE;
  return {
    node: role === 'backend' ? `${app}-${version}` : app,
    app,
    version,
    platform,
    role,
    registry: { namespace, service: app },
  };
}

export const WORKLOADS: readonly Workload[] = [
  workload('EKS', 'frontend', 'v1'),
  workload('ECS', 'frontend', 'v1'),
  workload('EKS', 'backend', 'v1'),
  workload('EKS', 'backend', 'v2'),
  workload('ECS', 'backend', 'v1'),
  workload('ECS', 'backend', 'v2'),
];

export const FRONTENDS = WORKLOADS.filter((workload) => workload.role === 'frontend');

/** A backend as its callers see it: a virtual service, its router and the route that divides the versions. */
export interface Service {
  virtualService: string;
  router: string;
  route: string;
  /** All to v1 at first; the slider moves it. */
  targets: readonly { virtualNode: string; weight: number }[];
}

export const SERVICES: readonly Service[] = ['eks-backend', 'ecs-backend'].map((app) => ({
  virtualService: `${app}.${app.startsWith('eks') ? EKS_NAMESPACE : ECS_NAMESPACE}`,
  router: `${app}-router`,
  route: `${app}-route`,
  targets: [
    { virtualNode: `${app}-v1`, weight: 100 },
    { virtualNode: `${app}-v2`, weight: 0 },
  ],
}));
