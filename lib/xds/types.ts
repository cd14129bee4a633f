import type { X509Certificate } from 'node:crypto';
import type { Proof, TurnedAwayReason } from '@/lib/model';
import type { RenderedConfig, ResourceType } from '@/lib/translate';

/** What a proxy said about itself in its first request, decoded. */
export interface NodeInfo {
  /** node.id as sent: a full ARN or `mesh/M/virtualNode/N`. */
  id: string;
  cluster: string;
  metadata: Record<string, unknown>;
  locality?: { region: string; zone: string; subZone: string };
  /** As [major, minor, patch]; undefined when the proxy did not say. */
  envoyVersion?: readonly [number, number, number];
  userAgentName: string;
}

/** gRPC codes with App Mesh's meaning (envoy-mapping.md 1.1). */
export type Rejection = { code: 3 | 7 | 8 | 16; message: string };

/** Let in, until then (ms since the epoch; absent = for good): then `recheck` is asked. */
export interface Welcome {
  until?: number;
}

/** Asked once for each new stream. `group` names the shared configuration that this proxy gets. */
export interface Admission {
  admit(node: NodeInfo, peer: PeerInfo): ({ group: string } & Welcome) | Rejection;
  /** Whether it may send load reports and access logs of this node. */
  admitReport(node: NodeInfo, peer: PeerInfo): Welcome | Rejection;
  /** Whether what was let in may stay. */
  recheck(node: NodeInfo, peer: PeerInfo, kind: 'ads' | 'report'): Welcome | Rejection;
}

/** How many connections there may be. A connection waits until a call on it is let in, and again after the last one. */
export interface XdsLimits {
  /** Open ones in all. */
  connections: number;
  /** Those that wait: in all, and of one address. */
  waiting: number;
  waitingPerAddress: number;
  /** The longest that one may wait, ms. */
  waitingMs: number;
  /** New ones of one address in a second, after as many as may wait came at once. */
  perSecond: number;
}

/** What a call shows before its first message. */
export interface Shown {
  authorization: string | undefined;
  /** The client certificate, and what TLS found wrong with it. */
  certificate: { leaf: X509Certificate; problem?: string } | undefined;
}

/** What that amounts to; undefined when nothing was shown. */
export type Authenticate = (shown: Shown) => Proof | undefined | Promise<Proof>;

export interface PeerInfo {
  /** `10.0.0.7:41234`; for a Unix socket `unix:` and the stream's number. */
  address: string;
  /** Nobody on the way can read along: TLS, or a Unix socket. */
  secure: boolean;
  /** What it showed; undefined for nothing. A proxy is authenticated when this is `ok` and it was let in. */
  proof?: Proof;
}

/** What the TCP port speaks TLS with, as PEM. Whoever wants TLS 1.2 or newer and HTTP/2 gets it; nothing else is taken. */
export interface XdsTls {
  cert: string;
  key: string;
  /** Whose client certificates count; may be empty. */
  clientAuthorities: readonly string[];
}

/**
 * The gRPC server: ADS (delta and state-of-the-world), load reports and Envoy's access log service. It knows
 * groups and bytes, no mesh and no store. Streams of a group all get the group's configuration.
 */
export interface XdsServer {
  /**
   * Binds the TCP port (0 = any free one) and, where a path is given, a Unix socket beside it. With `tls` the port takes
   * nothing else; the socket, which does not leave the machine, stays as it is.
   */
  listen(options: { host: string; port: number; socketPath?: string; tls?: XdsTls }): Promise<{ port: number }>;
  /**
   * New connections use these from now on. Open ones stay, but for those that showed a client certificate when an
   * authority is no longer among the trusted ones: they come back and are looked at anew. Only after `listen` with `tls`.
   */
  replaceTls(tls: XdsTls): void;
  /**
   * Makes this the wanted configuration of a group. Returns at once; streams are served in the background: the first
   * change without delay, merged while a response is unacknowledged, make-before-break across types. `revision`
   * travels back in acknowledgements.
   */
  publish(group: string, config: RenderedConfig, revision: number): void;
  /** Ends every stream of the group with this status, and forgets its configuration. */
  withdraw(group: string, rejection: Rejection): void;
  /** Looks again at everybody who was let in, with `Admission.recheck`. */
  recheck(): void;
  /** Ends every stream: the proxies come back with a new one, and serve meanwhile. */
  endStreams(status: { code: number; message: string }): void;
  /** Current streams of a group. */
  streams(group: string): readonly StreamInfo[];
  /**
   * What a stream has acknowledged. The bytes of a resource are empty where the proxy came with it from an earlier
   * stream and only told its version. Undefined when the stream is gone.
   */
  acknowledged(streamId: string): RenderedConfig | undefined;
  onEvent(listener: (event: XdsEvent) => void): void;
  close(): Promise<void>;
}

export interface StreamInfo {
  streamId: string;
  group: string;
  node: NodeInfo;
  peer: PeerInfo;
  delta: boolean;
  /** It brought what an earlier stream gave it: the same Envoy came back. Else it has just started. */
  resumed: boolean;
  connectedAt: number;
}

/** What the server tells about proxies. Times are ms of the server's clock. */
export type XdsEvent =
  | { type: 'connected'; at: number; stream: StreamInfo }
  | { type: 'disconnected'; at: number; streamId: string; group: string }
  /**
   * The proxy now runs, for this resource type, everything that `revision` of the group's configuration holds
   * (also told without a push when nothing of the type differed).
   */
  | { type: 'acknowledged'; at: number; streamId: string; group: string; resourceType: ResourceType; revision: number }
  /**
   * The proxy now runs, for this resource type, everything that `revision` holds but for these resources, of which it
   * refused the present bytes: there its older ones stand in.
   */
  | {
      type: 'heldBack';
      at: number;
      streamId: string;
      group: string;
      resourceType: ResourceType;
      revision: number;
      resources: readonly string[];
    }
  | {
      type: 'refused';
      at: number;
      streamId: string;
      group: string;
      resourceType: ResourceType;
      revision: number;
      /** Envoy's own words, whole. */
      message: string;
      /** Names that the text points at; the rest of the response was sent again without them. */
      resources: readonly string[];
    }
  /** A connection was ended before anybody on it was let in. */
  | { type: 'turnedAway'; at: number; host: string; reason: TurnedAwayReason }
  | {
      type: 'load';
      at: number;
      nodeId: string;
      /** Who reports, whole: replicas share their node.id, and a report comes by another connection than ADS. */
      node?: NodeInfo;
      peer: PeerInfo;
      clusters: readonly ClusterLoad[];
      intervalMs: number;
    }
  | {
      type: 'accessLog';
      at: number;
      nodeId: string;
      /** As in `load`. */
      node?: NodeInfo;
      peer: PeerInfo;
      logName: string;
      entries: readonly AccessEntry[];
    };

export interface ClusterLoad {
  cluster: string;
  issued: number;
  successful: number;
  errors: number;
  inProgress: number;
}

/** One request (or TCP connection) as Envoy logged it. */
export interface AccessEntry {
  startedAt: number;
  durationMs: number;
  protocol: 'http' | 'tcp';
  /** Cluster that got it; empty when none did. */
  upstreamCluster: string;
  /** `10.0.0.7:8080` of the host that a TCP connection went to; absent for HTTP, and when there was none. */
  upstreamHost?: string;
  /**
   * Name of Envoy's route, which translate sets to the App Mesh route's key; empty when none matched. TCP connections
   * carry it in a tag of their log.
   */
  routeName: string;
  status: number;
  /** What a gRPC answer ended with; absent for everything else. */
  grpcStatus?: number;
  /** Envoy's short response flags, as `UF`, `URX`. */
  responseFlags: readonly string[];
  authority: string;
  path: string;
  method: string;
  /** How many requests this entry stands for (sampling): 1 when all are logged. */
  weight: number;
}
