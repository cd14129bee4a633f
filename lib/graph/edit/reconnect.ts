import { type ApiSnapshot, type ResourceRef, refKey, weightedTargetsOf } from '@/lib/model';
import { routeBody } from '../route-parts';
import { findResource } from '../specs';
import type { Edge } from '../types';
import { connect, connectWithWeight } from './connect';
import { disconnect, nameOf } from './disconnect';
import { hasBackend, targetPort, withTargets } from './specs';
import { lastPuts, no, type Verdict, withPuts } from './verdict';

/** What moving one end of an arrow to another resource writes: at its head another target, at its tail another source. */
export function reconnect(snapshot: ApiSnapshot, edge: Edge, end: 'from' | 'to', ref: ResourceRef): Verdict {
  if (edge.mark === 'removed') return no('removed');
  if (edge.kind === 'undeclared') return no('not-declared');
  if (edge.kind === 'target' && edge.from.row === undefined) return no('collapsed');
  const current = end === 'to' ? edge.to : refKey(edge.owner);
  if (current === refKey(ref)) return no('already');
  return end === 'to' ? moveHead(snapshot, edge, ref) : moveTail(snapshot, edge, ref);
}

function moveHead(snapshot: ApiSnapshot, edge: Edge, to: ResourceRef): Verdict {
  const allowed = connect(snapshot, edge.owner, to);
  if (!allowed.ok && allowed.reason !== 'targets-full') return allowed;
  if (edge.kind === 'backend') return renameBackend(snapshot, edge, to);
  return edge.kind === 'target' ? retarget(snapshot, edge, to) : allowed;
}

/** In place, so that a client policy of this backend stays. */
function renameBackend(snapshot: ApiSnapshot, edge: Edge, to: ResourceRef): Verdict {
  const node = findResource(snapshot, { ...edge.owner, kind: 'virtualNode' });
  if (!node || hasBackend(node.spec, to.name)) return no(node ? 'already' : 'missing');
  const backends = (node.spec.backends ?? []).map((backend) =>
    backend.virtualService?.virtualServiceName === nameOf(edge.to)
      ? { ...backend, virtualService: { ...backend.virtualService, virtualServiceName: to.name } }
      : backend,
  );
  return { ok: true, makes: 'backend', puts: [{ ref: edge.owner, spec: { ...node.spec, backends } }] };
}

/** In place, so that the weight stays. */
function retarget(snapshot: ApiSnapshot, edge: Edge, to: ResourceRef): Verdict {
  const route = findResource(snapshot, { ...edge.owner, kind: 'route' });
  const node = findResource(snapshot, { ...to, kind: 'virtualNode' });
  if (!route || !node) return no('missing');
  const port = targetPort(node.spec, routeBody(route.spec)?.protocol);
  const targets = weightedTargetsOf(route.spec).map((target) =>
    target.virtualNode === nameOf(edge.to) && target.port === edge.port
      ? { virtualNode: to.name, weight: target.weight, ...(port !== undefined && { port }) }
      : target,
  );
  return { ok: true, makes: 'target', puts: [{ ref: edge.owner, spec: withTargets(route.spec, targets) }] };
}

function moveTail(snapshot: ApiSnapshot, edge: Edge, from: ResourceRef): Verdict {
  const [kind, , name] = edge.to.split('/') as [ResourceRef['kind'], string, string];
  const to: ResourceRef = { kind, name: decodeURIComponent(name) };
  if (from.kind !== edge.owner.kind) return no(connectReason(snapshot, from, to));
  const without = disconnect(snapshot, edge);
  if (!without.ok) return without;
  const connected = connectWithWeight(withPuts(snapshot, without.puts), from, to, edge.weight ?? 0);
  return connected.ok ? { ...connected, puts: lastPuts([...without.puts, ...connected.puts]) } : connected;
}

function connectReason(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef) {
  const verdict = connect(snapshot, from, to);
  return verdict.ok ? 'call-a-service' : verdict.reason;
}
