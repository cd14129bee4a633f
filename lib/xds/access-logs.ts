import { parseAccessLogName } from '@/lib/model';
import { readHttpEntry, readTcpEntry } from './access-entry';
import type { CallHandler, GrpcCall } from './grpc/call';
import { framed } from './grpc/frames';
import { decodeNode } from './node-info';
import { type ReportContext, reportHandler } from './reports';
import type { AccessEntry, NodeInfo, PeerInfo } from './types';
import { readFields, textAt } from './wire';

/**
 * Serves one access log stream (ALS). Many requests a second pass here, so entries are read from the bytes field by
 * field. Only the first message of a stream says who sends and under which name.
 */
export function serveAccessLogs(call: GrpcCall, peer: PeerInfo, context: ReportContext): CallHandler {
  const source: LogSource = { logName: '', weight: 1 };
  let welcome: NodeInfo | undefined;
  const take = (bytes: Buffer) => {
    const entries = readAccessLogs(bytes, source);
    const { node, logName } = source;
    // Whoever names another node in the middle of a stream is asked again.
    if (node && node !== welcome) {
      if (!context.welcome(node)) return;
      welcome = node;
    }
    if (entries.length === 0) return;
    context.emit({
      type: 'accessLog',
      at: context.now(),
      nodeId: node?.id ?? '',
      ...(node && { node }),
      peer,
      logName,
      entries,
    });
  };
  const handler = reportHandler(call, take, { what: 'access log', peer, logger: context.logger });
  const answer = () => {
    call.send(EMPTY);
    handler.end();
  };
  return { ...handler, end: answer };
}

/** StreamAccessLogsResponse has no fields. */
const EMPTY = framed(new Uint8Array(0));

export interface LogSource {
  node?: NodeInfo;
  logName: string;
  /** Requests that one entry stands for, from the percentage in the log's name. */
  weight: number;
}

/** Reads an envoy.service.accesslog.v3.StreamAccessLogsMessage; an identifier in it is taken into `source`. */
export function readAccessLogs(bytes: Buffer, source: LogSource): AccessEntry[] {
  const entries: AccessEntry[] = [];
  readFields(bytes, (field, _value, start, end) => {
    if (field === 1) readIdentifier(bytes, start, end, source);
    else if (field === 2) readEntries(bytes, start, end, readHttpEntry);
    else if (field === 3) readEntries(bytes, start, end, readTcpEntry);
  });
  return entries;

  function readEntries(of: Buffer, start: number, end: number, read: typeof readHttpEntry): void {
    const visit = (field: number, _value: number, from: number, to: number) => {
      if (field === 1) entries.push(read(of, from, to, source.weight));
    };
    readFields(of, visit, start, end);
  }
}

function readIdentifier(bytes: Buffer, start: number, end: number, source: LogSource): void {
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 1) source.node = decodeNode(bytes.subarray(from, to));
    else if (field === 2) source.logName = textAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
  const percent = parseAccessLogName(source.logName)?.samplePercent ?? 100;
  source.weight = percent > 0 ? 100 / percent : 1;
}
