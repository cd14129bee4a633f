import { KIND_INFO, KINDS, type Kind } from '@/lib/model';
import { isPlain } from '../conform/conform';

/** Which kind an input is of; `undefined` when it cannot be told. The type is not in the file. */
export function recognise(input: Record<string, unknown>, fileName: string): Kind | undefined {
  return byNames(input) ?? bySpec(isPlain(input.spec) ? input.spec : {}, fileName);
}

/** By the name that no other kind has; a parent's name alone decides only when the spec is no child's. */
function byNames(input: Record<string, unknown>): Kind | undefined {
  const spec = isPlain(input.spec) ? input.spec : {};
  if ('gatewayRouteName' in input) return 'gatewayRoute';
  if ('routeName' in input) return 'route';
  const child = routeKind(spec);
  if (child) return child;
  return (['virtualNode', 'virtualService', 'virtualGateway', 'virtualRouter'] as const).find(
    (kind) => KIND_INFO[kind].nameMember in input,
  );
}

function routeKind(spec: Record<string, unknown>): Kind | undefined {
  for (const member of ['httpRoute', 'http2Route', 'grpcRoute', 'tcpRoute']) {
    const route = spec[member];
    if (!isPlain(route)) continue;
    return isPlain(route.action) && 'target' in route.action ? 'gatewayRoute' : 'route';
  }
  return undefined;
}

function bySpec(spec: Record<string, unknown>, fileName: string): Kind | undefined {
  if ('provider' in spec) return 'virtualService';
  if ('egressFilter' in spec || Object.keys(spec).length === 0) return 'mesh';
  const discovery = spec.serviceDiscovery;
  if (isPlain(discovery)) return 'dns' in discovery || 'awsCloudMap' in discovery ? 'virtualNode' : 'mesh';
  if ('backends' in spec) return 'virtualNode';
  return 'listeners' in spec ? byListeners(spec, fileName) : undefined;
}

/** Bare listeners fit routers and gateways (and nodes without discovery): the file's name is the only hint left. */
function byListeners(spec: Record<string, unknown>, fileName: string): Kind | undefined {
  const base = fileName.replace(/^.*\//, '');
  if (/vg|gateway/i.test(base)) return 'virtualGateway';
  if (/vr|router/i.test(base) && !('logging' in spec)) return 'virtualRouter';
  return undefined;
}

/** The members that wrap the answer of a Describe operation, and those of a List, by kind. */
export const DESCRIBE_MEMBERS: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind as string, kind]));
export const LIST_MEMBERS: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [KIND_INFO[kind].listMember, kind]));
