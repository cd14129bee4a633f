/** The mesh of lib/runtime/testing behind sidecars, with a control plane that can go away and come back. */

import { type Plane, startPlane, temporaryDirectory } from '@/lib/runtime/testing/plane';
import { App } from '@/lib/runtime/testing/proxies';
import { createMesh, explicitMetadata, MESH, registerInstances } from '@/lib/runtime/testing/scenario';
import { freePort } from '@/lib/xds/testing/traffic';

export interface Scene {
  plane: Plane;
  /** Starts the control plane again: same data, same ports. */
  again(): Promise<Plane>;
  v1: App;
  v2: App;
  /** Egress port of `front`. */
  egress: number;
  /** Environment of the sidecar of each node. */
  front: Record<string, string>;
  back: { v1: Record<string, string>; v2: Record<string, string> };
}

export async function openScene(): Promise<Scene> {
  const settings = {
    MESHKEEP_DATA_DIR: temporaryDirectory(),
    MESHKEEP_API_PORT: String(await freePort()),
    MESHKEEP_XDS_PORT: String(await freePort()),
  };
  const plane = await startPlane(settings);
  await createMesh(plane);
  const [v1, v2] = [await App.start('v1'), await App.start('v2')];
  const ingress = { v1: await freePort(), v2: await freePort() };
  await registerInstances(plane, ingress);
  const egress = await freePort();
  const back = async (app: App, port: number) =>
    variablesOf(plane, `back-${app.name}`, { egress: await freePort(), ingress: { port, appPort: app.port } });
  return {
    plane,
    again: () => startPlane(settings),
    v1,
    v2,
    egress,
    front: variablesOf(plane, 'front', { egress }),
    back: { v1: await back(v1, ingress.v1), v2: await back(v2, ingress.v2) },
  };
}

/** Environment of the sidecar of a node in explicit mode. */
export function variablesOf(
  { xdsPort }: Pick<Plane, 'xdsPort'>,
  node: string,
  ports: Parameters<typeof explicitMetadata>[0],
): Record<string, string> {
  const { dataplane: mode, ...rest } = explicitMetadata(ports).meshkeep;
  return {
    APPMESH_RESOURCE_ARN: `mesh/${MESH}/virtualNode/${node}`,
    APPMESH_XDS_ENDPOINT: `127.0.0.1:${xdsPort}`,
    MESHKEEP_DATAPLANE: JSON.stringify({ mode, ...rest }),
  };
}
