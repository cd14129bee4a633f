import type { handleBidiStreamingCall, handleClientStreamingCall, ServiceDefinition } from '@grpc/grpc-js';

/** Messages stay bytes on both ways: responses are encoded once for many streams, requests are read in part only. */
const sameBytes = (bytes: Buffer): Buffer => bytes;

function method(path: string, responseStream: boolean) {
  return {
    path,
    requestStream: true,
    responseStream,
    requestSerialize: sameBytes,
    requestDeserialize: sameBytes,
    responseSerialize: sameBytes,
    responseDeserialize: sameBytes,
  } as const;
}

const ADS = '/envoy.service.discovery.v3.AggregatedDiscoveryService';

/** The gRPC methods that Envoys call here. */
export const XDS_SERVICE = {
  delta: method(`${ADS}/DeltaAggregatedResources`, true),
  sotw: method(`${ADS}/StreamAggregatedResources`, true),
  loadStats: method('/envoy.service.load_stats.v3.LoadReportingService/StreamLoadStats', true),
  accessLogs: method('/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs', false),
} as const satisfies ServiceDefinition;

export interface XdsHandlers {
  delta: handleBidiStreamingCall<Buffer, Buffer>;
  sotw: handleBidiStreamingCall<Buffer, Buffer>;
  loadStats: handleBidiStreamingCall<Buffer, Buffer>;
  accessLogs: handleClientStreamingCall<Buffer, Buffer>;
}
