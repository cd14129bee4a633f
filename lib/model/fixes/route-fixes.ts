import type { Duration, PortMapping } from '../generated/shapes';
import { type RouteType, routeTypeOf, weightedTargetsOf } from '../weighted-targets';
import { editFix, indexIn } from './edit-spec';
import type { Fix, FixResource } from './fix';
import type { FixContext } from './fixes-of';

const PROTOCOL = { httpRoute: 'http', http2Route: 'http2', grpcRoute: 'grpc', tcpRoute: 'tcp' } as const;

/** Only how weights compare matters; they need not sum to 100. */
const EQUAL_WEIGHT = 1;

export function weightFixes({ resource }: FixContext): Fix[] {
  return editFix<'route'>(resource, { code: 'equal-weights' }, (spec) => {
    const targets = weightedTargetsOf(spec);
    for (const target of targets) target.weight = targets.length === 1 ? 100 : EQUAL_WEIGHT;
    return targets.length > 0;
  });
}

/** Routes and gateway routes: the port of their router or gateway, where it has only one. */
export function matchPortFixes({ resource, all }: FixContext): Fix[] {
  const [port, ...others] = portsOf(parentOf(resource, all)).map((mapping) => mapping.port);
  if (port !== undefined && others.length === 0) {
    return editFix<'route'>(resource, { code: 'set-match-port', params: { port } }, (spec) => setMatchPort(spec, port));
  }
  return [];
}

function setMatchPort(spec: object, port: number): boolean {
  const body = Object.entries(spec).find(([member]) => member.endsWith('Route'))?.[1] as { match?: { port?: number } };
  if (!body?.match) return false;
  body.match.port = port;
  return true;
}

/** The router's listener becomes what its routes speak, if all of them speak the same and it has no other listener. */
export function protocolFixes({ resource, all }: FixContext): Fix[] {
  const router = parentOf(resource, all);
  const routes = all.filter((one) => one.kind === 'route' && one.parent === resource.parent);
  const protocols = new Set(routes.map((route) => PROTOCOL[routeTypeOf(route.spec) as RouteType]));
  const [protocol] = protocols;
  if (!router || !protocol || protocols.size > 1) return [];
  const params = { router: router.name, protocol };
  return editFix<'virtualRouter'>(router, { code: 'set-listener-protocol', params }, ({ listeners = [] }) => {
    const [listener] = listeners;
    if (!listener || listeners.length > 1) return false;
    listener.portMapping.protocol = protocol;
    return true;
  });
}

/** A target that cannot be reached as it is named: by the one port that fits, or not at all. */
export function targetFixes({ problem, resource, all }: FixContext): Fix[] {
  const index = indexIn(problem.path, 'weightedTargets');
  const type = routeTypeOf(resource.spec);
  const target = weightedTargetsOf(resource.spec)[index];
  if (!target || !type) return [];
  const node = all.find((one) => one.kind === 'virtualNode' && one.name === target.virtualNode);
  const fitting = portsOf(node).filter(({ protocol }) => protocol === PROTOCOL[type]);
  const [fit, ...more] = fitting;
  const params = { target: target.virtualNode };
  const set =
    fit && more.length === 0 && problem.code !== 'target-without-discovery'
      ? editFix<'route'>(resource, { code: 'set-target-port', params: { ...params, port: fit.port } }, (spec) => {
          const [edited] = weightedTargetsOf(spec).slice(index, index + 1);
          if (edited) edited.port = fit.port;
          return edited !== undefined;
        })
      : [];
  const drop = editFix<'route'>(resource, { code: 'drop-target', params }, (spec) => {
    const action = spec[type]?.action;
    if (!action || action.weightedTargets.length < 2) return false;
    action.weightedTargets = action.weightedTargets.toSpliced(index, 1);
    return true;
  });
  return [...set, ...drop];
}

/** The request may take as long as all of its tries. */
export function retryFixes({ resource }: FixContext): Fix[] {
  const type = routeTypeOf(resource.spec);
  if (!type || type === 'tcpRoute') return [];
  const { retryPolicy } = (resource.spec as { [T in RouteType]?: RetryBody })[type] ?? {};
  const perTry = retryPolicy && milliseconds(retryPolicy.perRetryTimeout) * (retryPolicy.maxRetries + 1);
  if (!perTry) return [];
  const seconds = Math.ceil(perTry / 1000);
  return editFix<'route'>(resource, { code: 'raise-timeout', params: { seconds } }, (spec) => {
    const body = spec[type];
    if (!body) return false;
    body.timeout = { ...body.timeout, perRequest: { unit: 's', value: seconds } };
    return true;
  });
}

interface RetryBody {
  retryPolicy?: { perRetryTimeout: Duration; maxRetries: number };
}

function milliseconds({ unit, value = 0 }: Duration): number {
  return unit === 'ms' ? value : value * 1000;
}

function parentOf({ kind, parent }: FixResource, all: readonly FixResource[]): FixResource | undefined {
  const parentKind = kind === 'route' ? 'virtualRouter' : 'virtualGateway';
  return all.find((one) => one.kind === parentKind && one.name === parent);
}

function portsOf(resource: FixResource | undefined): PortMapping[] {
  const { listeners = [] } = (resource?.spec ?? {}) as { listeners?: { portMapping: PortMapping }[] };
  return listeners.map((listener) => listener.portMapping);
}
