import type { IpPreference, VirtualGatewayPortProtocol } from '@/lib/model';
import type { HostIr } from './egress';
import type { FileLogIr } from './node';
import type { PoolIr } from './protection';
import type { MatchIr } from './route';
import type { ServerTlsIr } from './tls';

/** What becomes of a request's path. `replace` takes the whole path, `prefix` what the match took. */
export interface PathRewriteIr {
  kind: 'prefix' | 'replace';
  text: string;
}

/** What happens to a request that a gateway route matches. */
export type GatewayActionIr =
  | {
      do: 'forward';
      /** Names the target service and port to the proxy's second hop. */
      target: string;
      /** What the Host header becomes; undefined = it stays. */
      host: string | undefined;
      path: PathRewriteIr | undefined;
    }
  | { do: 'refuse'; reason: string };

/** One way of a gateway route to match; a prefix without a closing slash has two. */
export interface GatewayRouteIr {
  name: string;
  match: MatchIr;
  action: GatewayActionIr;
}

/** Routes that requests to these hosts try, in order. */
export interface GatewayHostIr {
  name: string;
  domains: readonly string[];
  routes: readonly GatewayRouteIr[];
}

export interface GatewayListenerIr {
  port: number;
  protocol: VirtualGatewayPortProtocol;
  hosts: readonly GatewayHostIr[];
  /** Limits what one listener lets in at once. */
  pool: PoolIr | undefined;
  tls: ServerTlsIr | undefined;
}

/** What a gateway's routes lead to: the key that the first hop sends, and what it stands for. */
export interface GatewayTargetIr {
  key: string;
  host: HostIr;
}

/** Everything that one virtual gateway's proxy gets, before its data plane is known. */
export interface GatewayIr {
  mesh: string;
  virtualGateway: string;
  ipPreference: IpPreference | undefined;
  listeners: readonly GatewayListenerIr[];
  /** Number of listeners in the spec, served or not: names of statistics and clusters depend on it. */
  listenerCount: number;
  fileLog: FileLogIr | undefined;
  targets: readonly GatewayTargetIr[];
}
