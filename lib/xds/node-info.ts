import { fromBinary } from '@bufbuild/protobuf';
import { type Node, NodeSchema } from '@/lib/envoy-api';
import type { NodeInfo } from './types';
import { readFields } from './wire';

/** Field number of Node.extensions: some hundred entries, tens of kilobytes, which nobody here reads. */
const EXTENSIONS = 9;

/** Decodes the node of a first request. */
export function decodeNode(bytes: Buffer): NodeInfo {
  return toNodeInfo(fromBinary(NodeSchema, withoutExtensions(bytes)));
}

/** What we keep of a node. */
export function toNodeInfo(node: Node): NodeInfo {
  const version = envoyVersion(node);
  return {
    id: node.id,
    cluster: node.cluster,
    metadata: node.metadata ?? {},
    ...(node.locality && {
      locality: { region: node.locality.region, zone: node.locality.zone, subZone: node.locality.subZone },
    }),
    ...(version && { envoyVersion: version }),
    userAgentName: node.userAgentName,
  };
}

function withoutExtensions(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let previousEnd = 0;
  readFields(bytes, (field, _value, _start, end) => {
    if (field !== EXTENSIONS) kept.push(bytes.subarray(previousEnd, end));
    previousEnd = end;
  });
  return Buffer.concat(kept);
}

function envoyVersion(node: Node): readonly [number, number, number] | undefined {
  const said = node.userAgentVersionType;
  if (said.case === 'userAgentBuildVersion') {
    const version = said.value.version;
    return version && [version.majorNumber, version.minorNumber, version.patch];
  }
  const parts = said.case === 'userAgentVersion' ? /^v?(\d+)\.(\d+)\.(\d+)/.exec(said.value) : null;
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined;
}
