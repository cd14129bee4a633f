/** Knocks at the xDS port with a credential and a claim, and tells what came of it. */
import { create, toBinary } from '@bufbuild/protobuf';
import { Client, type ClientDuplexStream, credentials, Metadata, type StatusObject } from '@grpc/grpc-js';
import { DeltaDiscoveryRequestSchema, LoadStatsRequestSchema, StreamAccessLogsMessageSchema } from '@/lib/envoy-api';
import { TYPE_URLS } from '@/lib/translate';
import { SERVER_NAME } from './certificates';

const METHODS = {
  ads: '/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources',
  load: '/envoy.service.load_stats.v3.LoadReportingService/StreamLoadStats',
  log: '/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs',
} as const;
export type StreamKind = keyof typeof METHODS;

export interface Knock {
  port: number;
  /** Authority of the server's certificate, PEM; absent = no TLS. */
  ca?: string;
  /** Header `authorization`, whole. */
  authorization?: string;
  client?: { certificate: string; privateKey: string };
  claim: string;
  stream?: StreamKind;
}

export interface Visit {
  /** `in`, or the gRPC code with its text. */
  outcome: 'in' | number;
  details: string;
  /** Resolves when the server ends the stream later. */
  ended: Promise<StatusObject>;
  close(): void;
}

/** Opens a stream, says who it is, and waits for the answer. */
export async function knock({
  port,
  ca,
  authorization,
  client: own,
  claim,
  stream: kind = 'ads',
}: Knock): Promise<Visit> {
  const pem = (text: string | undefined) => (text === undefined ? null : Buffer.from(text));
  const secure =
    ca === undefined
      ? credentials.createInsecure()
      : credentials.createSsl(pem(ca), pem(own?.privateKey), pem(own?.certificate));
  const target =
    ca === undefined ? {} : { 'grpc.ssl_target_name_override': SERVER_NAME, 'grpc.default_authority': SERVER_NAME };
  const client = new Client(`127.0.0.1:${port}`, secure, { ...target, 'grpc.use_local_subchannel_pool': 1 });
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set('authorization', authorization);
  const bytes = (buffer: Buffer) => buffer;
  const stream = client.makeBidiStreamRequest(METHODS[kind], bytes, bytes, metadata);
  const answered = new Promise<void>((resolve) => stream.once('data', () => resolve()));
  const ended = endOf(stream);
  stream.write(Buffer.from(firstMessage(kind, claim)));
  // Access logs are answered when they are over, so that this is how to know.
  if (kind === 'log') stream.end();
  const status = await Promise.race([answered, ended]);
  const close = () => {
    stream.cancel();
    client.close();
  };
  return { outcome: status ? status.code : 'in', details: status?.details ?? '', ended, close };
}

function endOf(stream: ClientDuplexStream<Buffer, Buffer>): Promise<StatusObject> {
  stream.on('error', () => undefined);
  stream.on('data', () => undefined);
  return new Promise((resolve) => stream.once('status', resolve));
}

function firstMessage(kind: StreamKind, id: string): Uint8Array {
  const node = { id, cluster: 'c' };
  if (kind === 'load') return toBinary(LoadStatsRequestSchema, create(LoadStatsRequestSchema, { node }));
  if (kind === 'log') {
    const identifier = { node, logName: 'a log' };
    return toBinary(StreamAccessLogsMessageSchema, create(StreamAccessLogsMessageSchema, { identifier }));
  }
  const typeUrl = TYPE_URLS.cluster;
  return toBinary(DeltaDiscoveryRequestSchema, create(DeltaDiscoveryRequestSchema, { node, typeUrl }));
}
