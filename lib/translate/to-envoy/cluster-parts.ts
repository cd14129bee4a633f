import {
  ApiVersion,
  Cluster_DnsLookupFamily,
  type ClusterLoadAssignmentSchema,
  type ConfigSourceSchema,
  UpstreamsHttpProtocolOptionsSchema,
} from '@/lib/envoy-api';
import type { IpPreference, PortProtocol } from '@/lib/model';
import { socketAddress } from './address';
import { any, type Init } from './wire';

/** "From the same stream": where EDS and RDS resources come from. */
export const FROM_ADS: Init<typeof ConfigSourceSchema> = {
  resourceApiVersion: ApiVersion.V3,
  configSourceSpecifier: { case: 'ads', value: {} },
};

/** Extension options that make a cluster speak HTTP/2; none for HTTP/1.1 and TCP. */
export function protocolOptions(protocol: PortProtocol) {
  if (protocol === 'http' || protocol === 'tcp') return {};
  return http2Options();
}

/** HTTP/2 towards the upstream. */
export function http2Options() {
  return {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': any(UpstreamsHttpProtocolOptionsSchema, {
      upstreamProtocolOptions: {
        case: 'explicitHttpConfig',
        value: { protocolConfig: { case: 'http2ProtocolOptions', value: {} } },
      },
    }),
  };
}

/** Which address records are asked for (envoy-mapping.md 2.1). */
export function dnsLookupFamily(preference: IpPreference | undefined): Cluster_DnsLookupFamily {
  switch (preference) {
    case 'IPv4_PREFERRED':
      return Cluster_DnsLookupFamily.V4_PREFERRED;
    case 'IPv4_ONLY':
      return Cluster_DnsLookupFamily.V4_ONLY;
    case 'IPv6_ONLY':
      return Cluster_DnsLookupFamily.V6_ONLY;
    default:
      return Cluster_DnsLookupFamily.AUTO;
  }
}

/** An assignment of one address; `healthCheckPort` where probes go elsewhere. */
export function oneEndpoint(
  clusterName: string,
  host: string,
  port: number,
  healthCheckPort?: number,
): Init<typeof ClusterLoadAssignmentSchema> {
  return {
    clusterName,
    endpoints: [
      {
        lbEndpoints: [
          {
            hostIdentifier: {
              case: 'endpoint',
              value: {
                address: socketAddress(host, port),
                ...(healthCheckPort && { healthCheckConfig: { portValue: healthCheckPort } }),
              },
            },
          },
        ],
      },
    ],
  };
}
