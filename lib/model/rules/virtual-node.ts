import type { VirtualNodeSpec } from '../generated/shapes';
import type { Path, Violation } from '../validate/violation';
import { listenerRules } from './listener';

/**
 * Rules of a virtual node by itself. Not refused, though App Mesh's help texts say otherwise or are silent: several
 * listeners, a listener without service discovery, backends that do not exist (appmesh-api.md sections 3 and 4).
 */
export function virtualNodeRules(spec: VirtualNodeSpec, at: Path, out: Violation[]): void {
  listenerRules(spec.listeners ?? [], at, out);
}
