import { isPlain } from '../conform/conform';
import { CRD_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import { say } from '../say';
import { givenValue } from '../text/placeholders';
import type { Reading } from '../types';
import { joined, mapText, textOf, unresolved } from '../unresolved';
import type { Cluster } from './cluster';
import type { KubeObject } from './objects';

type Fields = Record<string, unknown>;

/** Reads one v1beta1 object. A VirtualService held its virtual router and the routes. */
export function readV1beta1(
  object: KubeObject,
  cluster: Cluster,
  reading: Reading,
  values: Readonly<Record<string, string>>,
): void {
  const { meshName, ...spec } = object.spec;
  if (object.kind === 'Mesh') {
    addDraft(reading, 'mesh', { meshName: object.name, spec: object.spec }, CRD_DIALECT, object);
    return;
  }
  const mesh = meshName ?? onlyMesh(cluster, values);
  if (object.kind === 'VirtualNode') readNode(object, mesh, spec, reading);
  else if (object.kind === 'VirtualService') readService(object, mesh, spec, cluster, reading);
  else {
    const { file, where } = object;
    const says = say('noSuchKindInV1beta1', { kind: object.kind });
    reading.findings.push({ file, where, kind: 'unknown-field', ...says });
  }
}

function onlyMesh(cluster: Cluster, values: Readonly<Record<string, string>>): unknown {
  const [mesh, ...others] = cluster.of('Mesh');
  if (mesh && others.length === 0) return mesh.name;
  const why = say('namesNoMesh');
  return givenValue('meshName', values) ?? unresolved({ variable: 'meshName', kind: 'membership', why });
}

/** `name-namespace`; a name with dots counted as complete, its dots became dashes. */
function oldName(name: unknown, namespace: unknown): unknown {
  return textOf(name).includes('.')
    ? mapText(name, (text) => text.replaceAll('.', '-'))
    : joined([name, namespace], '-');
}

function readNode(object: KubeObject, meshName: unknown, spec: Fields, reading: Reading): void {
  const discovery = isPlain(spec.serviceDiscovery) ? { serviceDiscovery: discoveryOf(spec.serviceDiscovery) } : {};
  const input = { meshName, virtualNodeName: oldName(object.name, object.namespace), spec: { ...spec, ...discovery } };
  addDraft(reading, 'virtualNode', input, CRD_DIALECT, object);
}

function discoveryOf(discovery: Fields): Fields {
  const { dns, cloudMap, ...others } = discovery;
  const hostname = isPlain(dns) ? rename(dns, { hostName: 'hostname' }) : dns;
  return {
    ...others,
    ...(dns !== undefined && { dns: hostname }),
    ...(cloudMap !== undefined && { awsCloudMap: cloudMap }),
  };
}

function readService(object: KubeObject, meshName: unknown, spec: Fields, cluster: Cluster, reading: Reading): void {
  const { virtualRouter, routes, ...others } = spec;
  const router = isPlain(virtualRouter) ? virtualRouter : {};
  const routeList = Array.isArray(routes) ? routes.filter(isPlain) : [];
  const virtualRouterName = oldName(router.name ?? object.name, object.namespace);
  const provider = { virtualRouter: { virtualRouterName } };
  const service = { meshName, virtualServiceName: object.name, spec: { ...others, provider } };
  addDraft(reading, 'virtualService', service, CRD_DIALECT, object);
  const { name: _, listeners = listenersOfTarget(routeList, object, cluster), ...more } = router;
  const routerSpec = { ...more, ...(listeners !== undefined && { listeners }) };
  const origin = { file: object.file, where: `${object.where}: virtualRouter` };
  addDraft(reading, 'virtualRouter', { meshName, virtualRouterName, spec: routerSpec }, CRD_DIALECT, origin);
  for (const [i, route] of routeList.entries()) {
    const { name, ...routeSpec } = routeOf(route, object);
    const at = { file: object.file, where: `${object.where}: routes[${i}]` };
    const routeName = oldName(name, object.namespace);
    addDraft(reading, 'route', { meshName, virtualRouterName, routeName, spec: routeSpec }, CRD_DIALECT, at);
  }
}

/** Without listeners a router took the first listener of the first route's first target. */
function listenersOfTarget(routes: readonly Fields[], object: KubeObject, cluster: Cluster): unknown {
  const [target] = routes.flatMap((route) => targetsOf(Object.values(route).find(isPlain)));
  const node = target && cluster.find('VirtualNode', object.namespace, target.virtualNodeName);
  const [listener] = Array.isArray(node?.spec.listeners) ? node.spec.listeners : [];
  return isPlain(listener) ? [{ portMapping: listener.portMapping }] : undefined;
}

const BLOCKS = { http: 'httpRoute', http2: 'http2Route', grpc: 'grpcRoute', tcp: 'tcpRoute' } as const;

function routeOf(route: Fields, object: KubeObject): Fields {
  const result = rename(route, BLOCKS);
  for (const block of Object.values(BLOCKS)) {
    const given = result[block];
    if (isPlain(given)) result[block] = blockOf(given, object);
  }
  return result;
}

function blockOf(block: Fields, object: KubeObject): Fields {
  const { action, retryPolicy, ...others } = block;
  const weightedTargets = targetsOf(block).map(({ virtualNodeName, ...target }) => ({
    virtualNode: oldName(virtualNodeName, object.namespace),
    ...target,
  }));
  return {
    ...others,
    action: { ...(isPlain(action) ? action : {}), weightedTargets },
    ...(isPlain(retryPolicy) && { retryPolicy: retryPolicyOf(retryPolicy) }),
  };
}

function retryPolicyOf({ perRetryTimeoutMillis, ...others }: Fields): Fields {
  if (perRetryTimeoutMillis === undefined) return others;
  return { ...others, perRetryTimeout: { unit: 'ms', value: perRetryTimeoutMillis } };
}

function targetsOf(block: Fields | undefined): Fields[] {
  const action = isPlain(block?.action) ? block.action : {};
  return Array.isArray(action.weightedTargets) ? action.weightedTargets.filter(isPlain) : [];
}

function rename(value: Fields, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [names[key] ?? key, member]));
}
