import type { VirtualGatewaySpec } from '../generated/shapes';
import type { Path, Violation } from '../validate/violation';
import { listenerRules } from './listener';

/** Rules of a virtual gateway by itself. That it has no tcp listener is in the API table. */
export function virtualGatewayRules(spec: VirtualGatewaySpec, at: Path, out: Violation[]): void {
  listenerRules(spec.listeners, at, out);
}
