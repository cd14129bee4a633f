import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import {
  LoadStatsRequestSchema,
  LoadStatsResponseSchema,
  ResponseFlagsSchema,
  StreamAccessLogsMessageSchema,
} from '@/lib/envoy-api';
import { accessLogName, TCP_ROUTE_TAG } from '@/lib/model';
import { type LogSource, readAccessLogs } from './access-logs';
import { METHODS } from './methods';
import { RESPONSE_FLAGS } from './response-flags';
import { Harness } from './testing/harness';

const sameBytes = (bytes: Buffer): Buffer => bytes;

function logMessage(init: MessageInitShape<typeof StreamAccessLogsMessageSchema>): Buffer {
  return Buffer.from(toBinary(StreamAccessLogsMessageSchema, create(StreamAccessLogsMessageSchema, init)));
}

const identifier = { node: { id: 'mesh/m/virtualNode/n' }, logName: accessLogName('egress', 25) };

/** RequestMethod.POST of envoy.config.core.v3. */
const POST = 3;

const httpEntry = {
  commonProperties: {
    startTime: { seconds: 1_700_000_000n, nanos: 250_000_000 },
    duration: { seconds: 1n, nanos: 500_000 },
    timeToLastDownstreamTxByte: { seconds: 9n },
    upstreamCluster: 'cds_egress_m_v1_http_8080',
    routeName: 'service/router/route',
    responseFlags: { upstreamRetryLimitExceeded: true, upstreamConnectionFailure: true },
  },
  request: { requestMethod: POST, authority: 'サービス.local', path: '/a?b=c' },
  response: { responseCode: 503, responseTrailers: { 'grpc-status': '14' } },
};

describe('access log service', () => {
  it('passes entries on with their source, weighted by the sampling in the name', async () => {
    const harness = await Harness.start();
    const client = new Client(`127.0.0.1:${harness.port}`, credentials.createInsecure());
    const answered = new Promise<ServiceError | null>((resolve) => {
      const stream = client.makeClientStreamRequest(METHODS.accessLogs, sameBytes, sameBytes, new Metadata(), (error) =>
        resolve(error),
      );
      stream.write(logMessage({ identifier, logEntries: { case: 'httpLogs', value: { logEntry: [httpEntry, {}] } } }));
      stream.write(logMessage({ logEntries: { case: 'httpLogs', value: { logEntry: [httpEntry] } } }));
      stream.end();
    });
    await harness.until(() => harness.of('accessLog').length === 2);
    expect(await answered).toBeNull();
    const [first, second] = harness.of('accessLog');
    expect(first).toMatchObject({ nodeId: 'mesh/m/virtualNode/n', logName: 'meshkeep:egress:25' });
    expect(first?.entries[0]).toEqual({
      startedAt: 1_700_000_000_250,
      durationMs: 1000.5,
      protocol: 'http',
      upstreamCluster: 'cds_egress_m_v1_http_8080',
      routeName: 'service/router/route',
      status: 503,
      grpcStatus: 14,
      responseFlags: ['UF', 'URX'],
      authority: 'サービス.local',
      path: '/a?b=c',
      method: 'POST',
      weight: 4,
    });
    expect(first?.entries[1]).toMatchObject({ status: 0, responseFlags: [], upstreamCluster: '' });
    expect(second).toMatchObject({ nodeId: 'mesh/m/virtualNode/n', logName: 'meshkeep:egress:25' });
    client.close();
  });

  it('ends a stream of bytes that are no log, and says so in the log', async () => {
    const harness = await Harness.start();
    const client = new Client(`127.0.0.1:${harness.port}`, credentials.createInsecure());
    const error = await new Promise<ServiceError | null>((resolve) => {
      const stream = client.makeClientStreamRequest(
        METHODS.accessLogs,
        sameBytes,
        sameBytes,
        new Metadata(),
        (failure) => resolve(failure),
      );
      stream.write(Buffer.from([0x12, 0x7f, 0x00]));
    });
    expect(error?.code).toBe(3);
    expect(harness.log).toEqual(['access log cannot be read']);
    client.close();
  });

  it('reads connections; what a proxy does not say of the duration, its last byte tells', () => {
    const source: LogSource = { logName: '', weight: 1 };
    const entry = {
      commonProperties: {
        timeToLastDownstreamTxByte: { nanos: 7_000_000 },
        upstreamCluster: 'tcp',
        upstreamRemoteAddress: {
          address: {
            case: 'socketAddress' as const,
            value: { address: '10.0.0.7', portSpecifier: { case: 'portValue' as const, value: 3306 } },
          },
        },
        customTags: { other: 'x', [TCP_ROUTE_TAG]: 'service/router/route' },
      },
    };
    const entries = readAccessLogs(
      logMessage({ logEntries: { case: 'tcpLogs', value: { logEntry: [entry] } } }),
      source,
    );
    expect(entries).toMatchObject([
      {
        protocol: 'tcp',
        durationMs: 7,
        upstreamCluster: 'tcp',
        upstreamHost: '10.0.0.7:3306',
        routeName: 'service/router/route',
        weight: 1,
      },
    ]);
  });

  it('takes a log of a foreign name as not sampled', () => {
    const source: LogSource = { logName: '', weight: 1 };
    readAccessLogs(logMessage({ identifier: { node: { id: 'n' }, logName: 'theirs' } }), source);
    expect(source).toMatchObject({ node: { id: 'n' }, logName: 'theirs', weight: 1 });
  });

  it('knows a short name for every flag of this Envoy', () => {
    for (const field of ResponseFlagsSchema.fields) {
      expect(RESPONSE_FLAGS[field.number], field.name).toMatch(/^[A-Z]+$/);
      const value = field.name === 'unauthorized_details' ? { reason: 1 } : true;
      const bytes = logMessage({
        logEntries: {
          case: 'httpLogs',
          value: { logEntry: [{ commonProperties: { responseFlags: { [field.localName]: value } } }] },
        },
      });
      const [entry] = readAccessLogs(bytes, { logName: '', weight: 1 });
      expect(entry?.responseFlags, field.name).toEqual([RESPONSE_FLAGS[field.number]]);
    }
    expect(RESPONSE_FLAGS).toHaveLength(ResponseFlagsSchema.fields.length + 1);
  });
});

describe('load reporting service', () => {
  it('asks for all clusters every second, and adds up the localities of what comes', async () => {
    const harness = await Harness.start();
    const client = new Client(`127.0.0.1:${harness.port}`, credentials.createInsecure());
    const stream = client.makeBidiStreamRequest(METHODS.loadStats, sameBytes, sameBytes, new Metadata());
    const asked = new Promise<Buffer>((resolve) => stream.on('data', resolve));
    stream.on('error', () => undefined);
    const send = (init: MessageInitShape<typeof LoadStatsRequestSchema>) => {
      stream.write(Buffer.from(toBinary(LoadStatsRequestSchema, create(LoadStatsRequestSchema, init))));
    };
    send({ node: { id: 'n' } });
    const ask = fromBinary(LoadStatsResponseSchema, await asked);
    expect([ask.sendAllClusters, ask.loadReportingInterval?.seconds]).toEqual([true, 1n]);
    const locality = {
      totalIssuedRequests: 5n,
      totalSuccessfulRequests: 3n,
      totalErrorRequests: 2n,
      totalRequestsInProgress: 1n,
    };
    const reported = { seconds: 1n, nanos: 2_000_000 };
    send({
      clusterStats: [{ clusterName: 'c', upstreamLocalityStats: [locality, locality], loadReportInterval: reported }],
    });
    await harness.until(() => harness.of('load').length === 1);
    expect(harness.of('load')[0]).toMatchObject({
      nodeId: 'n',
      intervalMs: 1002,
      clusters: [{ cluster: 'c', issued: 10, successful: 6, errors: 4, inProgress: 2 }],
    });
    stream.cancel();
    client.close();
  });
});
