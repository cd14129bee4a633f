import {
  ApiConfigSource_ApiType,
  ApiVersion,
  type ConfigSourceSchema,
  DownstreamTlsContextSchema,
  type SdsSecretConfigSchema,
  SubjectAltNameMatcher_SanType,
  type TransportSocketSchema,
  UpstreamTlsContextSchema,
} from '@/lib/envoy-api';
import { type PortProtocol, SDS_SOCKET_CLUSTER } from '@/lib/model';
import type { ClientTlsIr, SecretRefIr, ServerTlsIr, ValidationIr } from '../ir/tls';
import { FROM_ADS } from './cluster-parts';
import { any, type Init } from './wire';

type Socket = Init<typeof TransportSocketSchema>;

const NAME = 'envoy.transport_sockets.tls';

/** TLS of a listener. */
export function downstreamTls({ certificate, clients }: ServerTlsIr, protocol: PortProtocol): Socket {
  return {
    name: NAME,
    configType: {
      case: 'typedConfig',
      value: any(DownstreamTlsContextSchema, {
        commonTlsContext: {
          alpnProtocols: protocol === 'tcp' ? [] : ['h2', 'http/1.1'],
          tlsCertificateSdsSecretConfigs: [secretConfig(certificate)],
          ...(clients && validation(clients)),
        },
        ...(clients && { requireClientCertificate: true }),
      }),
    },
  };
}

/** TLS towards a target. */
export function upstreamTls({ sni, certificate, server }: ClientTlsIr, protocol: PortProtocol): Socket {
  return {
    name: NAME,
    configType: {
      case: 'typedConfig',
      value: any(UpstreamTlsContextSchema, {
        ...(sni !== undefined && { sni }),
        commonTlsContext: {
          alpnProtocols: protocol === 'tcp' ? [] : [protocol === 'http' ? 'http/1.1' : 'h2'],
          ...(certificate && { tlsCertificateSdsSecretConfigs: [secretConfig(certificate)] }),
          ...(server && validation(server)),
        },
      }),
    },
  };
}

/** The API does not tell what kind a name is: each is tried as a DNS name and as a URI. */
function validation({ trust, names }: ValidationIr) {
  const matchers = names.flatMap((name) =>
    [SubjectAltNameMatcher_SanType.DNS, SubjectAltNameMatcher_SanType.URI].map((sanType) => ({
      sanType,
      matcher: { matchPattern: { case: 'exact' as const, value: name } },
    })),
  );
  return {
    validationContextType: {
      case: 'combinedValidationContext' as const,
      value: {
        defaultValidationContext: { matchTypedSubjectAltNames: matchers },
        validationContextSdsSecretConfig: secretConfig(trust),
      },
    },
  };
}

function secretConfig(ref: SecretRefIr): Init<typeof SdsSecretConfigSchema> {
  if (ref.from === 'us') return { name: ref.secret.name, sdsConfig: FROM_ADS };
  return { name: ref.name, sdsConfig: FROM_SOCKET };
}

/** An agent beside the proxy, such as SPIRE: the cluster is the bootstrap's, as App Mesh's agent made it. */
const FROM_SOCKET: Init<typeof ConfigSourceSchema> = {
  resourceApiVersion: ApiVersion.V3,
  configSourceSpecifier: {
    case: 'apiConfigSource',
    value: {
      apiType: ApiConfigSource_ApiType.GRPC,
      transportApiVersion: ApiVersion.V3,
      grpcServices: [{ targetSpecifier: { case: 'envoyGrpc', value: { clusterName: SDS_SOCKET_CLUSTER } } }],
    },
  },
};
