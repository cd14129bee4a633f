import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { type ClusterStats, LoadStatsRequestSchema, LoadStatsResponseSchema, NodeSchema } from '@/lib/envoy-api';
import { toNodeInfo } from './node-info';
import { INVALID_ARGUMENT, type ReportContext, readable } from './reports';
import type { ClusterLoad, NodeInfo, PeerInfo } from './types';

/** How often a proxy reports: figures on a screen are at most this old. */
const INTERVAL_SECONDS = 1n;

const ASK = Buffer.from(
  toBinary(
    LoadStatsResponseSchema,
    create(LoadStatsResponseSchema, { sendAllClusters: true, loadReportingInterval: { seconds: INTERVAL_SECONDS } }),
  ),
);

/** Serves one load report stream (LRS): asks for all clusters once, then passes on what comes. */
export function serveLoadStats(call: ServerDuplexStream<Buffer, Buffer>, peer: PeerInfo, context: ReportContext): void {
  let node: NodeInfo | undefined;
  const take = (bytes: Buffer) => {
    const request = fromBinary(LoadStatsRequestSchema, bytes);
    if (!node) {
      node = toNodeInfo(request.node ?? create(NodeSchema));
      call.write(ASK);
    }
    if (request.clusterStats.length === 0) return;
    const clusters = request.clusterStats.map(clusterLoad);
    const intervalMs = intervalOf(request.clusterStats);
    context.emit({ type: 'load', at: context.now(), nodeId: node.id, node, peer, clusters, intervalMs });
  };
  const refuse = (details: string) => call.emit('error', { code: INVALID_ARGUMENT, details });
  call.on('data', readable(take, { what: 'load report', peer, logger: context.logger, refuse }));
  call.on('end', () => call.end());
  call.on('error', (error) =>
    context.logger.warn('load report stream ended', { peer: peer.address, error: error.message }),
  );
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
