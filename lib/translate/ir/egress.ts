import type { HttpServicePortIr, TcpServicePortIr } from './service';
import type { CallerPolicyIr } from './tls';

/** A virtual host: what names it, and the service port that it stands for; none = a service without provider. */
export interface HostIr {
  name: string;
  /** Unique among the hosts of one route configuration, whatever their case. */
  domains: readonly string[];
  port: HttpServicePortIr | undefined;
  policy: CallerPolicyIr;
}

/** All HTTP services that are called on one port of the proxy. */
export interface HttpEgressIr {
  listenPort: number;
  hosts: readonly HostIr[];
}

/** One TCP service that is called on one port of the proxy. */
export interface TcpEgressIr {
  listenPort: number;
  port: TcpServicePortIr;
  policy: CallerPolicyIr;
}

/** What one proxy lets its application call. */
export interface EgressIr {
  http: readonly HttpEgressIr[];
  tcp: readonly TcpEgressIr[];
}
