/** The mesh that most tests change: `front` calls `back.local`, split over v1 and v2; `other` calls nobody. */
import type { RouteSpec, VirtualNodeSpec } from '@/lib/model';
import { Harness } from './harness';

const http = { portMapping: { port: 8080, protocol: 'http' as const } };

/** A target that is found in Cloud Map by its version. */
export function target(version: string): VirtualNodeSpec {
  const attributes = [{ key: 'version', value: version }];
  return {
    listeners: [http],
    serviceDiscovery: { awsCloudMap: { namespaceName: 'apps', serviceName: 'back', attributes } },
  };
}

export function split(v1: number, v2: number): RouteSpec {
  const weightedTargets = [
    { virtualNode: 'v1', weight: v1 },
    { virtualNode: 'v2', weight: v2 },
  ];
  return { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } };
}

export async function createSplitMesh(harness: Harness): Promise<void> {
  await harness.create('mesh', 'm', {});
  for (const version of ['v1', 'v2']) await harness.create('virtualNode', version, target(version));
  await harness.create('virtualRouter', 'r', { listeners: [http] });
  await harness.create('route', 'to-both', split(100, 0), 'r');
  await harness.create('virtualService', 'back.local', { provider: { virtualRouter: { virtualRouterName: 'r' } } });
  await harness.create('virtualNode', 'front', {
    backends: [{ virtualService: { virtualServiceName: 'back.local' } }],
  });
  await harness.create('virtualNode', 'other', {});
}

export async function startSplitMesh(): Promise<Harness> {
  const harness = await Harness.start();
  await createSplitMesh(harness);
  return harness;
}
