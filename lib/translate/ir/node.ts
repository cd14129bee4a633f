import type { IpPreference, LoggingFormat, PortProtocol } from '@/lib/model';
import type { PoolIr } from './protection';
import type { ServerTlsIr } from './tls';

/** A listener of the node itself: what its proxy accepts and hands to the application. */
export interface IngressIr {
  protocol: PortProtocol;
  port: number;
  /** Only HTTP kinds; 0 = no limit. */
  requestTimeoutMs: number;
  idleTimeoutMs: number;
  /** Whether the idle time was asked for: only then it also bounds idle connections of HTTP kinds. */
  idleTimeoutGiven: boolean;
  /** Protects the application. */
  pool: PoolIr | undefined;
  tls: ServerTlsIr | undefined;
}

/** A file that requests are logged to; a format that Envoy would refuse never gets here. */
export interface FileLogIr {
  path: string;
  format: LoggingFormat | undefined;
}

/** What is common to everything that one virtual node's proxy gets. */
export interface NodeIr {
  mesh: string;
  virtualNode: string;
  ipPreference: IpPreference | undefined;
  ingress: readonly IngressIr[];
  /** Number of listeners in the spec, served or not: names of statistics depend on it. */
  listenerCount: number;
  fileLog: FileLogIr | undefined;
  /** Whether destinations outside the mesh may be reached. */
  allowAll: boolean;
}
