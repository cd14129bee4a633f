import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { type ClusterStats, LoadStatsRequestSchema, LoadStatsResponseSchema, NodeSchema } from '@/lib/envoy-api';
import type { CallHandler, GrpcCall } from './grpc/call';
import { framed } from './grpc/frames';
import { toNodeInfo } from './node-info';
import { type ReportContext, reportHandler } from './reports';
import type { ClusterLoad, NodeInfo, PeerInfo } from './types';

/** How often a proxy reports: figures on a screen are at most this old. */
const INTERVAL_SECONDS = 1n;

const ASK = framed(
  toBinary(
    LoadStatsResponseSchema,
    create(LoadStatsResponseSchema, { sendAllClusters: true, loadReportingInterval: { seconds: INTERVAL_SECONDS } }),
  ),
);

/** Serves one load report stream (LRS): asks for all clusters once, then passes on what comes. */
export function serveLoadStats(call: GrpcCall, peer: PeerInfo, context: ReportContext): CallHandler {
  let node: NodeInfo | undefined;
  const take = (bytes: Buffer) => {
    const request = fromBinary(LoadStatsRequestSchema, bytes);
    if (!node) {
      const named = toNodeInfo(request.node ?? create(NodeSchema));
      if (!context.welcome(named)) return;
      node = named;
      call.send(ASK);
    }
    if (request.clusterStats.length === 0) return;
    const clusters = request.clusterStats.map(clusterLoad);
    const intervalMs = intervalOf(request.clusterStats);
    context.emit({ type: 'load', at: context.now(), nodeId: node.id, node, peer, clusters, intervalMs });
  };
  return reportHandler(call, take, { what: 'load report', peer, logger: context.logger });
}

function clusterLoad(stats: ClusterStats): ClusterLoad {
  const load: ClusterLoad = { cluster: stats.clusterName, issued: 0, successful: 0, errors: 0, inProgress: 0 };
  for (const locality of stats.upstreamLocalityStats) {
    load.issued += Number(locality.totalIssuedRequests);
    load.successful += Number(locality.totalSuccessfulRequests);
    load.errors += Number(locality.totalErrorRequests);
    load.inProgress += Number(locality.totalRequestsInProgress);
  }
  return load;
}

/** Measured by the proxy itself; clusters of one report share it, but for those that are new. */
function intervalOf(stats: readonly ClusterStats[]): number {
  const each = stats.map(({ loadReportInterval: interval }) => {
    return interval ? Number(interval.seconds) * 1000 + interval.nanos / 1e6 : 0;
  });
  return Math.max(...each);
}
