import { type ApiSnapshot, gatewayTargetOf, type Kind, type ResourceRef, refKey, weightedTargetsOf } from '@/lib/model';
import { routeBody } from '../route-parts';
import { findResource } from '../specs';
import { hasBackend, speaks, targetPort, withBackend, withGatewayTarget, withTargets } from './specs';
import { no, type Put, type Refusal, type Verdict } from './verdict';

/** App Mesh takes so many targets in a route. */
const MOST_TARGETS = 10;

/** Kinds that a line may lead to, by the kind that it leaves. */
const LEADS_TO: Readonly<Record<Kind, readonly Kind[]>> = {
  mesh: [],
  virtualGateway: [],
  virtualRouter: [],
  virtualNode: ['virtualService'],
  virtualService: ['virtualRouter', 'virtualNode'],
  route: ['virtualNode'],
  gatewayRoute: ['virtualService'],
};

const WRONG_KIND: Readonly<Record<Kind, Refusal>> = {
  mesh: 'missing',
  virtualGateway: 'from-a-gateway-route',
  virtualRouter: 'from-a-route',
  virtualNode: 'call-a-service',
  virtualService: 'provider-kind',
  route: 'target-kind',
  gatewayRoute: 'gateway-target-kind',
};

/** Kinds that lines leave. */
export function mayLeave(kind: Kind): boolean {
  return LEADS_TO[kind].length > 0;
}

/**
 * May a line be drawn from one resource to another, and which spec does it make? A node gets a backend, a service a
 * provider, a route a target with weight 0 (nobody's traffic moves before a weight does), a gateway route its service.
 */
export function connect(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef): Verdict {
  if (refKey(from) === refKey(to)) return no('self');
  if (!LEADS_TO[from.kind].includes(to.kind)) {
    return no(to.kind === 'virtualGateway' ? 'into-gateway' : WRONG_KIND[from.kind]);
  }
  if (!findResource(snapshot, from) || !findResource(snapshot, to)) return no('missing');
  if (from.kind === 'virtualNode') return addBackend(snapshot, from, to);
  if (from.kind === 'virtualService') return setProvider(snapshot, from, to);
  return from.kind === 'route' ? addTarget(snapshot, from, to) : setGatewayTarget(snapshot, from, to);
}

function addBackend(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef): Verdict {
  const node = findResource(snapshot, { ...from, kind: 'virtualNode' });
  if (!node || hasBackend(node.spec, to.name)) return no(node ? 'already' : 'missing');
  return yes('backend', { ref: from, spec: withBackend(node.spec, to.name) });
}

function setProvider(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef): Verdict {
  const service = findResource(snapshot, { ...from, kind: 'virtualService' });
  if (!service) return no('missing');
  const { virtualRouter, virtualNode } = service.spec.provider ?? {};
  const before: ResourceRef | undefined = virtualRouter
    ? { kind: 'virtualRouter', name: virtualRouter.virtualRouterName }
    : virtualNode && { kind: 'virtualNode', name: virtualNode.virtualNodeName };
  if (before && refKey(before) === refKey(to)) return no('already');
  const provider =
    to.kind === 'virtualRouter'
      ? { virtualRouter: { virtualRouterName: to.name } }
      : { virtualNode: { virtualNodeName: to.name } };
  const made = yes('provider', { ref: from, spec: { ...service.spec, provider } });
  return before ? { ...made, replaces: before } : made;
}

function addTarget(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef, weight = 0): Verdict {
  const route = findResource(snapshot, { ...from, kind: 'route' });
  const node = findResource(snapshot, { ...to, kind: 'virtualNode' });
  if (!route || !node) return no('missing');
  const protocol = routeBody(route.spec)?.protocol;
  const targets = weightedTargetsOf(route.spec);
  const port = targetPort(node.spec, protocol);
  if (targets.some((target) => target.virtualNode === to.name)) return no('already');
  if (targets.length >= MOST_TARGETS) return no('targets-full');
  const target = { virtualNode: to.name, weight, ...(port !== undefined && { port }) };
  const made = yes('target', { ref: from, spec: withTargets(route.spec, [...targets, target]) });
  return speaks(node.spec, protocol) ? made : { ...made, caution: 'protocol' };
}

/** The same with a weight: for a target that moves from another route. */
export function connectWithWeight(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef, weight: number): Verdict {
  const verdict = connect(snapshot, from, to);
  return verdict.ok && verdict.makes === 'target' ? addTarget(snapshot, from, to, weight) : verdict;
}

function setGatewayTarget(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef): Verdict {
  const route = findResource(snapshot, { ...from, kind: 'gatewayRoute' });
  if (!route) return no('missing');
  const before = gatewayTargetOf(route.spec)?.virtualService.virtualServiceName;
  if (before === to.name) return no('already');
  const made = yes('gatewayRoute', { ref: from, spec: withGatewayTarget(route.spec, to.name) });
  return before === undefined ? made : { ...made, replaces: { kind: 'virtualService', name: before } };
}

function yes(makes: Extract<Verdict, { ok: true }>['makes'], put: Put): Extract<Verdict, { ok: true }> {
  return { ok: true, makes, puts: [put] };
}
