import { KIND_INFO, KINDS, type Kind } from '@/lib/model';
import { isPlain } from '../conform/conform';
import { CRD_DIALECT } from '../conform/dialect';
import { addDraft } from '../conform/to-draft';
import { say } from '../say';
import type { Reading } from '../types';
import { textOf, type Unresolved, unresolved } from '../unresolved';
import { awsName, type Cluster } from './cluster';
import type { KubeObject } from './objects';
import { translateSpec } from './translate';

/** Fields of a spec that name or select; they are used elsewhere. */
const OUTSIDE = new Set([
  'awsName',
  'meshRef',
  'meshOwner',
  'virtualGatewayRef',
  'podSelector',
  'namespaceSelector',
  'gatewayRouteSelector',
  'backendGroups',
]);

/** Reads one v1beta2 object: a VirtualRouter gives its routes too. */
export function readV1beta2(object: KubeObject, cluster: Cluster, reading: Reading): void {
  const kind = KINDS.find((k) => KIND_INFO[k].label === object.kind && k !== 'route');
  if (kind) readKind(kind, object, cluster, reading);
  else if (object.kind !== 'BackendGroup') {
    const { file, where } = object;
    reading.findings.push({ file, where, kind: 'unknown-field', ...say('noSuchKind', { kind: object.kind }) });
  }
}

function readKind(kind: Kind, object: KubeObject, cluster: Cluster, reading: Reading): void {
  const { routes, ...spec } = apiSpec(kind, object, cluster);
  const owner = ownerOf(object, cluster, reading);
  const name = awsName(object);
  const mesh = kind === 'mesh' ? {} : { meshName: cluster.meshName(object), ...owner };
  const gateway = kind === 'gatewayRoute' ? { virtualGatewayName: cluster.gatewayName(object) } : {};
  const input = {
    ...mesh,
    ...gateway,
    [KIND_INFO[kind].nameMember]: name,
    spec: routes !== undefined && kind !== 'virtualRouter' ? { ...spec, routes } : spec,
  };
  const draft = addDraft(reading, kind, input, CRD_DIALECT, object);
  if (object.spec.podSelector !== undefined) draft.podSelector = object.spec.podSelector;
  if (kind !== 'virtualRouter' || !Array.isArray(routes)) return;
  for (const [i, route] of routes.entries()) {
    const origin = { file: object.file, where: `${object.where}: routes[${i}]` };
    if (isPlain(route)) {
      const { name: routeName, ...routeSpec } = route;
      addDraft(reading, 'route', { ...mesh, virtualRouterName: name, routeName, spec: routeSpec }, CRD_DIALECT, origin);
    } else {
      const says = say('routeIsNoObject', { router: textOf(name), was: JSON.stringify(textOf(route)) });
      reading.findings.push({ ...origin, kind: 'held-back', ...says });
    }
  }
}

function apiSpec(kind: Kind, object: KubeObject, cluster: Cluster): Record<string, unknown> {
  const own = Object.entries(object.spec).filter(([key]) => !OUTSIDE.has(key));
  const renamed = own.map(([key, value]) => [key === 'meshServiceDiscovery' ? 'serviceDiscovery' : key, value]);
  const spec = translateSpec(Object.fromEntries(renamed), object, cluster) as Record<string, unknown>;
  const added = kind === 'virtualNode' ? groupBackends(object, spec.backends, cluster) : [];
  if (added.length === 0) return spec;
  return { ...spec, backends: [...(Array.isArray(spec.backends) ? spec.backends : []), ...added] };
}

/** Services of the node's backend groups that are not among its own backends; the name `*` means all of a namespace. */
function groupBackends(object: KubeObject, backends: unknown, cluster: Cluster): unknown[] {
  const groups = Array.isArray(object.spec.backendGroups) ? object.spec.backendGroups.filter(isPlain) : [];
  const names = groups.flatMap((group) => servicesOf(group, object, cluster));
  const own = (Array.isArray(backends) ? backends : []).map((b) =>
    textOf(isPlain(b) && isPlain(b.virtualService) ? b.virtualService.virtualServiceName : ''),
  );
  const added = new Map(names.filter((name) => !own.includes(textOf(name))).map((name) => [textOf(name), name]));
  return [...added.values()].map((virtualServiceName) => ({ virtualService: { virtualServiceName } }));
}

function servicesOf(group: Record<string, unknown>, object: KubeObject, cluster: Cluster): unknown[] {
  const namespace = group.namespace ?? object.namespace;
  if (group.name === '*') {
    return cluster
      .of('VirtualService')
      .filter((s) => textOf(s.namespace) === textOf(namespace))
      .map(awsName);
  }
  const found = cluster.find('BackendGroup', namespace, group.name);
  const services = found?.spec.virtualservices;
  if (!found || !Array.isArray(services)) return [missingGroup(group)];
  return services.filter(isPlain).map((reference) => cluster.nameOf('VirtualService', reference, found));
}

function missingGroup(group: Record<string, unknown>): Unresolved {
  const variable = `BackendGroup ${textOf(group.name)}`;
  return unresolved({ variable, kind: 'dangling', why: say('noBackendGroup') });
}

/** A shared mesh belongs to another account: its members say which. */
function ownerOf(object: KubeObject, cluster: Cluster, reading: Reading): Record<string, unknown> {
  const mesh = object.kind === 'Mesh' ? object : cluster.meshOf(object);
  const meshOwner = mesh?.spec.meshOwner;
  if (meshOwner === undefined) return {};
  if (object.kind === 'Mesh') {
    const says = say('sharedByOwner', { account: textOf(meshOwner) });
    reading.findings.push({ file: object.file, where: `${object.where}: meshOwner`, kind: 'not-expressible', ...says });
  }
  return { meshOwner };
}
