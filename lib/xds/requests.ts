import { type ResourceType, TYPE_URLS } from '@/lib/translate';
import { readFields, textAt } from './wire';

/** Names that a proxy may ask for, of one type. A mesh's quota of virtual services is 20,000. */
export const MOST_NAMES = 50_000;

/** It asks for more names than that. */
export class TooManyNames extends Error {
  override readonly name = 'TooManyNames';
  constructor() {
    super(`more than ${MOST_NAMES} names of one type on one stream`);
  }
}

/** What both protocols' requests have in common. */
interface CommonRequest {
  /** Undefined for a type that we do not deliver. */
  type: ResourceType | undefined;
  typeUrl: string;
  /** Empty in a first request and in one that only changes a subscription. */
  nonce: string;
  /** Envoy's text, when it refused the response with this nonce. */
  error: string | undefined;
  /** The encoded node; only the first request of a stream must have it. */
  node: Buffer | undefined;
}

export interface DeltaRequest extends CommonRequest {
  subscribe: string[];
  unsubscribe: string[];
  /** What the proxy still has from an earlier stream: name → version. */
  initialVersions: Map<string, string>;
}

export interface SotwRequest extends CommonRequest {
  /** Version that the proxy accepted last, also from an earlier stream. */
  version: string;
  names: string[];
}

const TYPES = new Map<string, ResourceType>(
  Object.entries(TYPE_URLS).map(([type, url]) => [url, type as ResourceType]),
);

/** Reads an envoy.service.discovery.v3.DeltaDiscoveryRequest. */
export function decodeDeltaRequest(bytes: Buffer): DeltaRequest {
  const request: DeltaRequest = { ...emptyRequest(), subscribe: [], unsubscribe: [], initialVersions: new Map() };
  readFields(bytes, (field, _value, start, end) => {
    if (field === 1) request.node = bytes.subarray(start, end);
    else if (field === 2) request.typeUrl = textAt(bytes, start, end);
    else if (field === 3) request.subscribe.push(textAt(bytes, start, end));
    else if (field === 4) request.unsubscribe.push(textAt(bytes, start, end));
    else if (field === 5) readMapEntry(bytes, start, end, request.initialVersions);
    else if (field === 6) request.nonce = textAt(bytes, start, end);
    else if (field === 7) request.error = readStatusMessage(bytes, start, end);
  });
  request.type = TYPES.get(request.typeUrl);
  return request;
}

/** Reads an envoy.service.discovery.v3.DiscoveryRequest. */
export function decodeSotwRequest(bytes: Buffer): SotwRequest {
  const request: SotwRequest = { ...emptyRequest(), version: '', names: [] };
  readFields(bytes, (field, _value, start, end) => {
    if (field === 1) request.version = textAt(bytes, start, end);
    else if (field === 2) request.node = bytes.subarray(start, end);
    else if (field === 3) request.names.push(textAt(bytes, start, end));
    else if (field === 4) request.typeUrl = textAt(bytes, start, end);
    else if (field === 5) request.nonce = textAt(bytes, start, end);
    else if (field === 6) request.error = readStatusMessage(bytes, start, end);
  });
  request.type = TYPES.get(request.typeUrl);
  return request;
}

function emptyRequest(): CommonRequest {
  return { type: undefined, typeUrl: '', nonce: '', error: undefined, node: undefined };
}

function readMapEntry(bytes: Buffer, start: number, end: number, into: Map<string, string>): void {
  let key = '';
  let value = '';
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 1) key = textAt(bytes, from, to);
    else if (field === 2) value = textAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
  into.set(key, value);
}

/** The message of a google.rpc.Status. A status without text still is a refusal. */
function readStatusMessage(bytes: Buffer, start: number, end: number): string {
  let message = '';
  const visit = (field: number, _value: number, from: number, to: number) => {
    if (field === 2) message = textAt(bytes, from, to);
  };
  readFields(bytes, visit, start, end);
  return message;
}
