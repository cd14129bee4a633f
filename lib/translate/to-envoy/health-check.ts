import { CodecClientType, type HealthCheckSchema } from '@/lib/envoy-api';
import type { HealthCheckPolicy, PortProtocol } from '@/lib/model';
import { duration, type Init, isPrintable } from './wire';

type HealthCheckInit = Init<typeof HealthCheckSchema>;

/**
 * A target's health check, made by its callers' proxies (envoy-mapping.md 2.2). One that Envoy would refuse is left
 * out: gRPC checks need a cluster that speaks HTTP/2, paths must be fit for a request line.
 */
export function healthChecks(policy: HealthCheckPolicy | undefined, protocol: PortProtocol): HealthCheckInit[] {
  const healthChecker = policy && checker(policy, protocol);
  if (!policy || !healthChecker) return [];
  return [
    {
      timeout: duration(policy.timeoutMillis),
      interval: duration(policy.intervalMillis),
      unhealthyThreshold: policy.unhealthyThreshold,
      healthyThreshold: policy.healthyThreshold,
      healthChecker,
    },
  ];
}

function checker(policy: HealthCheckPolicy, protocol: PortProtocol): HealthCheckInit['healthChecker'] {
  switch (policy.protocol) {
    case 'tcp':
      return { case: 'tcpHealthCheck', value: {} };
    case 'grpc':
      return protocol === 'grpc' || protocol === 'http2' ? { case: 'grpcHealthCheck', value: {} } : undefined;
    default: {
      const path = policy.path || '/';
      if (!isPrintable(path)) return undefined;
      const codecClientType = policy.protocol === 'http2' ? CodecClientType.HTTP2 : CodecClientType.HTTP1;
      return { case: 'httpHealthCheck', value: { path, codecClientType } };
    }
  }
}
