import type { RouteTag } from '@/lib/model';
import type { TargetIr } from './discovery';

/** A condition on a text. A regex was checked: RE2 takes it. */
export type TextMatchIr =
  | { is: 'exact'; text: string }
  | { is: 'prefix'; text: string }
  | { is: 'suffix'; text: string }
  | { is: 'regex'; text: string };

/** What the path must be. `anyGrpc` = every gRPC call. */
export type PathMatchIr =
  | { is: 'prefix'; text: string }
  | { is: 'exact'; text: string }
  | { is: 'regex'; text: string }
  | { is: 'anyGrpc' };

/** A condition on a header, a pseudo header, or a piece of gRPC metadata. Range: start inclusive, end exclusive. */
export interface HeaderMatchIr {
  name: string;
  value: TextMatchIr | { is: 'range'; start: number; end: number } | { is: 'present' };
  invert: boolean;
}

export interface QueryMatchIr {
  name: string;
  /** undefined = the parameter must be there. */
  exact: string | undefined;
}

export interface MatchIr {
  path: PathMatchIr;
  headers: readonly HeaderMatchIr[];
  query: readonly QueryMatchIr[];
}

/**
 * One share of the traffic. `target` is undefined where nothing can be reached: no such listener, other protocol, or no
 * discovery. Such a share is answered with 503, never given to the others.
 */
export interface ShareIr {
  weight: number;
  target: TargetIr | undefined;
}

/** Retries, in Envoy's words for the conditions since App Mesh's events are defined by them. */
export interface RetryIr {
  on: readonly string[];
  statusCodes: readonly number[];
  retries: number;
  perTryTimeoutMs: number | undefined;
}

/** What happens to a matching request. */
export type ActionIr =
  | { do: 'forward'; shares: readonly ShareIr[]; timeoutMs: number; idleTimeoutMs: number; retry: RetryIr }
  | { do: 'refuse'; reason: string };

export interface HttpRouteIr {
  tag: RouteTag;
  match: MatchIr;
  action: ActionIr;
}

/** Where connections to a TCP service go. No shares: to nobody, they are closed. */
export interface TcpRouteIr {
  /** Names of the router and route, or of the providing node: they name the cluster of several targets. */
  tag: RouteTag;
  shares: readonly ShareIr[];
  idleTimeoutMs: number | undefined;
}
