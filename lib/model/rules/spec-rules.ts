import type { Kind, SpecByKind } from '../kinds';
import type { Path, Violation } from '../validate/violation';
import { gatewayRouteRules } from './gateway-route';
import { routeRules } from './route';
import { virtualGatewayRules } from './virtual-gateway';
import { virtualNodeRules } from './virtual-node';

/** A rule over a spec whose types have been checked; `at` is where the spec stands in the input. */
export type SpecRule<K extends Kind> = (spec: SpecByKind[K], at: Path, out: Violation[]) => void;

const RULES: { [K in Kind]: SpecRule<K> } = {
  mesh: () => {},
  virtualNode: virtualNodeRules,
  virtualRouter: () => {},
  route: routeRules,
  virtualService: () => {},
  virtualGateway: virtualGatewayRules,
  gatewayRoute: gatewayRouteRules,
};

/** Rules that the API table does not carry and that need no other resource (appmesh-api.md section 4). */
export function specRules<K extends Kind>(kind: K): SpecRule<K> {
  return RULES[kind];
}
