import type { HttpRouteIr, TcpRouteIr } from './route';

/** One port of a virtual service that is spoken to in HTTP of any kind. */
export interface HttpServicePortIr {
  kind: 'http';
  service: string;
  port: number;
  routes: readonly HttpRouteIr[];
}

/** One port of a virtual service that is spoken to in plain TCP. */
export interface TcpServicePortIr {
  kind: 'tcp';
  service: string;
  port: number;
  route: TcpRouteIr;
}

export type ServicePortIr = HttpServicePortIr | TcpServicePortIr;

/** A virtual service as any caller sees it, before the caller's own policies. No ports: it has no provider. */
export interface ServiceIr {
  service: string;
  /** In the order of the provider's listeners. */
  ports: readonly ServicePortIr[];
}
