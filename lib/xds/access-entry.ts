import { TCP_ROUTE_TAG } from '@/lib/model';
import { RESPONSE_FLAGS } from './response-flags';
import type { AccessEntry } from './types';
import { readFields, textAt } from './wire';

/** Names of envoy.config.core.v3.RequestMethod by number. */
const METHODS = ['', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const NO_FLAGS: readonly string[] = [];

/** Reads an HTTPAccessLogEntry: common properties, request and response. */
export function readHttpEntry(bytes: Buffer, start: number, end: number, weight: number): AccessEntry {
  const entry = emptyEntry('http', weight);
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 1) readCommon(bytes, from, to, entry);
    else if (field === 3) readRequest(bytes, from, to, entry);
    else if (field === 4) readResponse(bytes, from, to, entry);
  };
  readFields(bytes, visit, start, end);
  return entry;
}

/** Reads a TCPAccessLogEntry. */
export function readTcpEntry(bytes: Buffer, start: number, end: number, weight: number): AccessEntry {
  const entry = emptyEntry('tcp', weight);
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field !== 1) return;
    readCommon(bytes, from, to, entry);
    readTcpCommon(bytes, from, to, entry);
  };
  readFields(bytes, visit, start, end);
  return entry;
}

/** What only TCP entries need: the host (there may be several behind one cluster), and the tag that names the route. */
function readTcpCommon(bytes: Buffer, start: number, end: number, entry: AccessEntry): void {
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 13) entry.upstreamHost = hostAt(bytes, from, to);
    else if (field === 22 && mapEntry(bytes, from, to).key === TCP_ROUTE_TAG) {
      entry.routeName = mapEntry(bytes, from, to).value;
    }
  };
  readFields(bytes, visit, start, end);
}

function mapEntry(bytes: Buffer, start: number, end: number): { key: string; value: string } {
  const entry = { key: '', value: '' };
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 1) entry.key = textAt(bytes, from, to);
    else if (field === 2) entry.value = textAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
  return entry;
}

/** An Address that is a socket address, as `10.0.0.7:8080` or `[::1]:8080`. */
function hostAt(bytes: Buffer, start: number, end: number): string | undefined {
  let host = '';
  let port = 0;
  const visitSocket = (field: number, value: number, from: number, to: number) => {
    if (field === 2) host = textAt(bytes, from, to);
    else if (field === 3) port = value;
  };
  readFields(bytes, (field, _value, from, to) => field === 1 && readFields(bytes, visitSocket, from, to), start, end);
  if (host === '') return undefined;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function emptyEntry(protocol: 'http' | 'tcp', weight: number): AccessEntry {
  return {
    startedAt: 0,
    durationMs: 0,
    protocol,
    upstreamCluster: '',
    routeName: '',
    status: 0,
    responseFlags: NO_FLAGS,
    authority: '',
    path: '',
    method: '',
    weight,
  };
}

/** AccessLogCommon. `duration` says all; Envoys without it tell when the last byte went downstream. */
function readCommon(bytes: Buffer, start: number, end: number, entry: AccessEntry): void {
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 5) entry.startedAt = millisecondsAt(bytes, from, to);
    else if (field === 12 && entry.durationMs === 0) entry.durationMs = millisecondsAt(bytes, from, to);
    else if (field === 15) entry.upstreamCluster = textAt(bytes, from, to);
    else if (field === 16) entry.responseFlags = flagsAt(bytes, from, to);
    else if (field === 19) entry.routeName = textAt(bytes, from, to);
    else if (field === 23) entry.durationMs = millisecondsAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
}

function readRequest(bytes: Buffer, start: number, end: number, entry: AccessEntry): void {
  const visit = (field: number, value: number, from: number, to: number) => {
    if (field === 1) entry.method = METHODS[value] ?? '';
    else if (field === 3) entry.authority = textAt(bytes, from, to);
    else if (field === 5) entry.path = textAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
}

function readResponse(bytes: Buffer, start: number, end: number, entry: AccessEntry): void {
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 1) entry.status = wrappedNumber(bytes, from, to);
    else if (field === 4 || field === 5) readGrpcStatus(mapEntry(bytes, from, to), entry);
  };
  readFields(bytes, visit, start, end);
}

/** Of the response's headers and trailers only this one is asked for. */
function readGrpcStatus({ key, value }: { key: string; value: string }, entry: AccessEntry): void {
  if (key === 'grpc-status' && /^\d{1,3}$/.test(value)) entry.grpcStatus = Number(value);
}

function wrappedNumber(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  const visit = (field: number, value: number) => {
    if (field === 1) number = value;
  };
  readFields(bytes, visit, start, end);
  return number;
}

function flagsAt(bytes: Buffer, start: number, end: number): readonly string[] {
  if (start === end) return NO_FLAGS;
  const flags: string[] = [];
  readFields(bytes, (field) => flags.push(RESPONSE_FLAGS[field] ?? String(field)), start, end);
  return flags;
}

/** A Timestamp or Duration in ms. */
function millisecondsAt(bytes: Buffer, start: number, end: number): number {
  let ms = 0;
  const visit = (field: number, value: number) => {
    if (field === 1) ms += value * 1000;
    else if (field === 2) ms += value / 1e6;
  };
  readFields(bytes, visit, start, end);
  return ms;
}
