import { type ApiSnapshot, gatewayTargetOf, type Kind, refKey, type Traffic, weightedTargetsOf } from '@/lib/model';
import { refOf, resourcesOfKind } from './specs';
import type { Edge } from './types';
import { sharesOf } from './weights';

const key = (kind: Kind, name: string) => refKey({ kind, name });

/** Every arrow that the specs make; targets that do not exist are named all the same. */
export function buildEdges(snapshot: ApiSnapshot): Edge[] {
  const exists = new Set(snapshot.resources.map((resource) => refKey(refOf(resource))));
  const edges = [
    ...gatewayRouteEdges(snapshot),
    ...backendEdges(snapshot),
    ...providerEdges(snapshot),
    ...targetEdges(snapshot),
  ];
  return edges.map((edge) => (exists.has(edge.to) ? edge : { ...edge, broken: true }));
}

/** Calls of the last minute that an access log shows although the caller has no such backend: drawn, but dashed. */
export function undeclaredEdges(traffic: Traffic | undefined, known: readonly Edge[]): Edge[] {
  const declared = new Set(known.map((edge) => `${edge.from.card} ${edge.to}`));
  return (traffic?.edges ?? [])
    .filter((seen) => seen.requests > 0)
    .map((seen) => ({ caller: refOf(seen.caller), to: key('virtualService', seen.virtualService) }))
    .filter(({ caller, to }) => !declared.has(`${refKey(caller)} ${to}`))
    .map(({ caller, to }) => edge('undeclared', { card: refKey(caller) }, to, caller));
}

function edge(kind: Edge['kind'], from: Edge['from'], to: string, owner: Edge['owner'], port?: number): Edge {
  const id = [kind, from.row ?? from.card, to, ...(port === undefined ? [] : [port])].join('|');
  return { id, kind, from, to, owner, broken: false, ...(port !== undefined && { port }) };
}

function gatewayRouteEdges(snapshot: ApiSnapshot): Edge[] {
  return resourcesOfKind(snapshot, 'gatewayRoute').flatMap((route) => {
    const target = gatewayTargetOf(route.spec);
    if (!target) return [];
    const owner = refOf(route);
    const from = { card: key('virtualGateway', route.parent ?? ''), row: refKey(owner) };
    return [
      edge('gatewayRoute', from, key('virtualService', target.virtualService.virtualServiceName), owner, target.port),
    ];
  });
}

function backendEdges(snapshot: ApiSnapshot): Edge[] {
  return resourcesOfKind(snapshot, 'virtualNode').flatMap((node) => {
    const owner = refOf(node);
    const services = (node.spec.backends ?? []).flatMap((backend) => backend.virtualService?.virtualServiceName ?? []);
    return [...new Set(services)].map((service) =>
      edge('backend', { card: refKey(owner) }, key('virtualService', service), owner),
    );
  });
}

function providerEdges(snapshot: ApiSnapshot): Edge[] {
  return resourcesOfKind(snapshot, 'virtualService').flatMap((service) => {
    const owner = refOf(service);
    const { virtualRouter, virtualNode } = service.spec.provider ?? {};
    const to = virtualRouter
      ? key('virtualRouter', virtualRouter.virtualRouterName)
      : virtualNode && key('virtualNode', virtualNode.virtualNodeName);
    return to === undefined ? [] : [edge('provider', { card: refKey(owner) }, to, owner)];
  });
}

function targetEdges(snapshot: ApiSnapshot): Edge[] {
  return resourcesOfKind(snapshot, 'route').flatMap((route) => {
    const owner = refOf(route);
    const from = { card: key('virtualRouter', route.parent ?? ''), row: refKey(owner) };
    const targets = weightedTargetsOf(route.spec);
    const shares = sharesOf(targets.map((target) => target.weight));
    return targets.map((target, index): Edge => {
      const base = edge('target', from, key('virtualNode', target.virtualNode), owner, target.port);
      const percent = shares?.[index];
      return {
        ...base,
        weight: target.weight,
        broken: percent === undefined,
        ...(percent !== undefined && { percent }),
      };
    });
  });
}
