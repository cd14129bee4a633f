import type { Logger } from '@/lib/util';
import { AdsStream, type StreamContext } from './ads-stream';
import { type GatedCall, isRejection } from './gate';
import type { CallHandler, GrpcCall } from './grpc/call';
import { decodeNode } from './node-info';
import type { Registry } from './registry';
import { type DeltaRequest, decodeDeltaRequest, decodeSotwRequest, type SotwRequest, TooManyNames } from './requests';
import type { Admission, NodeInfo } from './types';

export interface AdsCallOptions {
  delta: boolean;
  gated: GatedCall;
  admission: Admission;
  logger: Logger;
  context: StreamContext;
  registry: Registry;
}

/** gRPC codes that no admission decides. */
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;
const INTERNAL = 13;

/** Serves one ADS call: finds out who calls, and hands its requests to an `AdsStream`. */
export function serveAdsCall(call: GrpcCall, options: AdsCallOptions): CallHandler {
  return new AdsCall(call, options);
}

class AdsCall implements CallHandler {
  private stream: AdsStream | undefined;
  private unknownTypes: Set<string> | undefined;

  constructor(
    private readonly call: GrpcCall,
    private readonly options: AdsCallOptions,
  ) {}

  /** A message that cannot be read, or a fault of ours, ends this stream with a status and no other. */
  message(bytes: Buffer): void {
    const request = this.decode(bytes);
    if (!request) return;
    try {
      this.take(request);
    } catch (error) {
      if (error instanceof TooManyNames) {
        this.reject(RESOURCE_EXHAUSTED, error.message);
        return;
      }
      this.options.logger.error('xDS stream failed', { peer: this.options.gated.peer.address, error: reasonOf(error) });
      this.reject(INTERNAL, 'internal error of the control plane; its log says more');
    }
  }

  private decode(bytes: Buffer): DeltaRequest | SotwRequest | undefined {
    try {
      return this.options.delta ? decodeDeltaRequest(bytes) : decodeSotwRequest(bytes);
    } catch (error) {
      this.reject(INVALID_ARGUMENT, `the discovery request cannot be read: ${reasonOf(error)}`);
      return undefined;
    }
  }

  private take(request: DeltaRequest | SotwRequest): void {
    this.stream ??= this.admit(request);
    if (!this.stream) return;
    if (!request.type) this.noteUnknownType(request.typeUrl);
    else if ('subscribe' in request) this.stream.handleDelta(request.type, request);
    else this.stream.handleSotw(request.type, request);
  }

  /** The first request says who calls; later ones may leave the node out or repeat it, it is not read again. */
  private admit(request: DeltaRequest | SotwRequest): AdsStream | undefined {
    const node = this.readNode(request.node);
    if (!node) return undefined;
    const { admission, gated } = this.options;
    const answer = admission.admit(node, gated.peer);
    if (isRejection(answer)) {
      this.reject(answer.code, answer.message);
      return undefined;
    }
    gated.letIn(node, 'ads', answer.until);
    return this.connect(node, answer.group, isResumed(request));
  }

  private readNode(encoded: Buffer | undefined): NodeInfo | undefined {
    let node: NodeInfo | undefined;
    try {
      node = encoded && decodeNode(encoded);
    } catch (error) {
      this.reject(INVALID_ARGUMENT, `the node of the first request cannot be read: ${reasonOf(error)}`);
      return undefined;
    }
    if (!node?.id) this.reject(INVALID_ARGUMENT, 'the first request of a stream must carry node.id');
    return node?.id ? node : undefined;
  }

  private connect(node: NodeInfo, groupName: string, resumed: boolean): AdsStream {
    const { context, registry, delta, gated } = this.options;
    const { peer } = gated;
    const connectedAt = context.now();
    const info = { streamId: registry.nextStreamId(), group: groupName, node, peer, delta, resumed, connectedAt };
    const group = registry.group(groupName);
    const stream = new AdsStream(info, group, context, (frame) => this.call.send(frame));
    registry.add(stream, group, ({ code, message }) => this.reject(code, message));
    context.emit({ type: 'connected', at: connectedAt, stream: info });
    return stream;
  }

  private noteUnknownType(typeUrl: string): void {
    this.unknownTypes ??= new Set();
    if (this.unknownTypes.has(typeUrl.slice(0, 200)) || this.unknownTypes.size > 20) return;
    this.unknownTypes.add(typeUrl.slice(0, 200));
    this.options.logger.warn('a proxy asks for a type that is not served', {
      typeUrl: typeUrl.slice(0, 200),
      peer: this.options.gated.peer.address,
    });
  }

  private reject(code: number, details: string): void {
    this.call.finish(code, details);
  }

  end(): void {
    this.call.finish();
  }

  closed(): void {
    if (!this.stream) return;
    const { streamId, group } = this.stream.info;
    this.options.registry.remove(this.stream);
    this.options.context.emit({ type: 'disconnected', at: this.options.context.now(), streamId, group });
  }
}

/** Only an Envoy that was here before can name versions. */
function isResumed(request: DeltaRequest | SotwRequest): boolean {
  return 'subscribe' in request ? request.initialVersions.size > 0 : request.version !== '';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
