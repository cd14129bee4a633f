import { createRegistry, fromBinary, type JsonValue, toJson } from '@bufbuild/protobuf';
import {
  ClusterLoadAssignmentSchema,
  ClusterSchema,
  DownstreamTlsContextSchema,
  FileAccessLogSchema,
  HttpConnectionManagerSchema,
  HttpGrpcAccessLogConfigSchema,
  ListenerSchema,
  OriginalDstSchema,
  PreviousHostsPredicateSchema,
  RouteConfigurationSchema,
  RouterSchema,
  SecretSchema,
  TcpGrpcAccessLogConfigSchema,
  TcpProxySchema,
  TlsInspectorSchema,
  UpstreamsHttpProtocolOptionsSchema,
  UpstreamTlsContextSchema,
} from '@/lib/envoy-api';
import type { ResourceType } from './types';

const SCHEMAS = {
  cluster: ClusterSchema,
  endpoint: ClusterLoadAssignmentSchema,
  listener: ListenerSchema,
  route: RouteConfigurationSchema,
  secret: SecretSchema,
} as const satisfies Record<ResourceType, unknown>;

/** Every message that we put into an Any. */
const extensions = createRegistry(
  DownstreamTlsContextSchema,
  UpstreamTlsContextSchema,
  FileAccessLogSchema,
  HttpConnectionManagerSchema,
  HttpGrpcAccessLogConfigSchema,
  OriginalDstSchema,
  PreviousHostsPredicateSchema,
  RouterSchema,
  TcpGrpcAccessLogConfigSchema,
  TcpProxySchema,
  TlsInspectorSchema,
  UpstreamTlsContextSchema,
  UpstreamsHttpProtocolOptionsSchema,
  UpstreamTlsContextSchema,
);

/** A resource in Envoy's own JSON form, with the field names of its documentation (`filter_chains`). */
export function decodeResource(type: ResourceType, bytes: Uint8Array): JsonValue {
  const schema = SCHEMAS[type];
  return toJson(schema, fromBinary(schema, bytes), { registry: extensions, useProtoFieldName: true });
}
