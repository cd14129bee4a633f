import type { CertificateDirectory, InstanceDirectory, MeshSnapshot, Resource, ResourceRef } from '@/lib/model';

/** Envoy resource types that are delivered, in App Mesh's and Envoy's words. */
export type ResourceType = 'cluster' | 'endpoint' | 'listener' | 'route' | 'secret';

export const TYPE_URLS = {
  cluster: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  endpoint: 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
  listener: 'type.googleapis.com/envoy.config.listener.v3.Listener',
  route: 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
  secret: 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
} as const satisfies Record<ResourceType, string>;

/**
 * One Envoy resource, encoded once and shared by every proxy that gets the same bytes: compare with `===` first,
 * then by `version`, which is a hash of the content, so that a restarted server sends the same.
 */
export interface EncodedResource {
  readonly name: string;
  readonly version: string;
  /** The encoded message itself (the `value` of the Any). */
  readonly bytes: Uint8Array;
  /**
   * The same in pieces, where it is put together from shared ones: who writes them out never makes the whole. Cut
   * between fields of the message.
   */
  readonly parts?: readonly Uint8Array[];
  /** Whether a cluster gets its endpoints by EDS: its assignment must follow it (envoy-mapping.md 4.1). */
  readonly eds?: boolean;
}

/** Everything that one proxy gets, by type and name. Maps are in a stable order. */
export type RenderedConfig = Readonly<Record<ResourceType, ReadonlyMap<string, EncodedResource>>>;

/** How a proxy wants its listeners: as App Mesh with interception, or explicit ports (design.md, "Delivery"). */
export type DataplaneMode =
  | { mode: 'intercept' }
  | {
      mode: 'explicit';
      address: string;
      listeners: readonly { port: number; ingressPort: number; appAddress: string; appPort: number }[];
      egressPort: number;
      tcp: readonly { virtualService: string; port: number; localPort: number }[];
    };

/** Where an access log service is, and what a proxy needs to speak to it. */
export type AccessLogAddress = ({ host: string; port: number; tls?: AccessLogTls } | { pipe: string }) & {
  /** Sent as `authorization: Bearer …` with each log stream. */
  token?: string;
};

/** TLS to the access log service, which is known by its keys alone. */
export interface AccessLogTls {
  /** SHA-256 of the public keys (SPKI) that it may have, base64. */
  keyHashes: readonly string[];
}

export interface ProxyProfile {
  dataplane: DataplaneMode;
  /** Envoy's own version as [major, minor]; fields that a version does not know are not sent. */
  envoyVersion: readonly [number, number];
  /**
   * Where this proxy reaches our access log service; absent = no gRPC access log. Both directions are logged under
   * the names of `accessLogName` (lib/model), sampled by `samplePercent` (1..100).
   */
  accessLog?: { address: AccessLogAddress; samplePercent: number };
}

/** What a proxy stands for. */
export type ProxyResource = ResourceRef<'virtualNode' | 'virtualGateway'>;

export interface RenderInput {
  /** The mesh as it is called. */
  snapshot: MeshSnapshot;
  /** What the proxy stands for, as the proxy itself gets it, where that differs from what the snapshot holds. */
  own?: Resource;
  directory: InstanceDirectory;
  /** Certificates that this proxy may have; none where it is not said. */
  certificates?: CertificateDirectory;
  resource: ProxyResource;
  profile: ProxyProfile;
}

/**
 * Renders proxies of one mesh. It remembers what it encoded (by identity of the model's resources), so that after a
 * change only what depends on it is encoded again; it holds no other state, and the same input gives the same bytes.
 */
export interface Translator {
  render(input: RenderInput): RenderedConfig;
}
