import { type ApiSnapshot, weightedTargetsOf } from '@/lib/model';
import { findResource } from '../specs';
import type { Edge } from '../types';
import { withoutBackend, withTargets } from './specs';
import { no, type Verdict } from './verdict';

/** What taking an arrow away writes. A route keeps one target at least, and a gateway route its service. */
export function disconnect(snapshot: ApiSnapshot, edge: Edge): Verdict {
  const { owner } = edge;
  if (edge.mark === 'removed') return no('removed');
  if (edge.kind === 'undeclared') return no('not-declared');
  if (edge.kind === 'gatewayRoute') return no('needs-target');
  if (edge.kind === 'backend') {
    const node = findResource(snapshot, { ...owner, kind: 'virtualNode' });
    if (!node) return no('missing');
    return { ok: true, makes: 'backend', puts: [{ ref: owner, spec: withoutBackend(node.spec, nameOf(edge.to)) }] };
  }
  if (edge.kind === 'provider') {
    const service = findResource(snapshot, { ...owner, kind: 'virtualService' });
    if (!service) return no('missing');
    const { provider: _provider, ...spec } = service.spec;
    return { ok: true, makes: 'provider', puts: [{ ref: owner, spec }] };
  }
  return removeTarget(snapshot, edge);
}

function removeTarget(snapshot: ApiSnapshot, { from, owner, to, port }: Edge): Verdict {
  if (from.row === undefined) return no('collapsed');
  const route = findResource(snapshot, { ...owner, kind: 'route' });
  if (!route) return no('missing');
  const targets = weightedTargetsOf(route.spec);
  const rest = targets.filter((target) => target.virtualNode !== nameOf(to) || target.port !== port);
  if (rest.length === targets.length) return no('missing');
  if (rest.length === 0) return no('last-target');
  return { ok: true, makes: 'target', puts: [{ ref: owner, spec: withTargets(route.spec, rest) }] };
}

/** The name in a `refKey`. */
export function nameOf(id: string): string {
  return decodeURIComponent(id.split('/')[2] ?? '');
}
