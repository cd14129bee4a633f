import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { Client, type ClientDuplexStream, credentials, Metadata, type StatusObject } from '@grpc/grpc-js';
import {
  DeltaDiscoveryRequestSchema,
  DeltaDiscoveryResponseSchema,
  DiscoveryRequestSchema,
  DiscoveryResponseSchema,
  type NodeSchema,
} from '@/lib/envoy-api';
import { type ResourceType, TYPE_URLS } from '@/lib/translate';
import { METHODS } from '../methods';

/** A response as a test compares it. */
export interface Received {
  type: ResourceType;
  nonce: string;
  /** `name` → bytes, of what came. */
  resources: Map<string, Uint8Array>;
  names: string[];
  removed: string[];
  /** Delta: version by name. */
  versions: Map<string, string>;
  /** State of the world: version of the response. */
  version: string;
}

const sameBytes = (bytes: Buffer): Buffer => bytes;

type NodeInit = MessageInitShape<typeof NodeSchema>;

/** An xDS client under a test's control: says and acknowledges only what it is told to. */
export class TestProxy {
  private readonly client: Client;
  private readonly stream: ClientDuplexStream<Buffer, Buffer>;
  private readonly queue: Received[] = [];
  private waiting: (() => void)[] = [];
  private first = true;
  private barriers = 0;
  private barrierNonce = '';
  private readonly versions: Partial<Record<ResourceType, string>> = {};
  status: StatusObject | undefined;

  constructor(
    target: string,
    readonly protocol: 'delta' | 'sotw',
    readonly node: NodeInit = { id: 'mesh/m/virtualNode/n' },
  ) {
    this.client = new Client(target, credentials.createInsecure());
    this.stream = this.client.makeBidiStreamRequest(METHODS[protocol], sameBytes, sameBytes, new Metadata());
    this.stream.on('data', (bytes: Buffer) => this.take(bytes));
    this.stream.on('error', () => undefined);
    this.stream.on('status', (status: StatusObject) => {
      this.status = status;
      this.wake();
    });
  }

  private take(bytes: Buffer): void {
    this.queue.push(this.protocol === 'delta' ? readDelta(bytes) : readSotw(bytes));
    this.wake();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }

  private async until(ready: () => boolean): Promise<void> {
    while (!ready()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The next response, whatever its type. */
  async next(): Promise<Received> {
    await this.until(() => this.queue.length > 0 || this.status !== undefined);
    const received = this.queue.shift();
    if (!received) throw new Error(`stream ended: ${this.status?.code} ${this.status?.details}`);
    return received;
  }

  /** The next response, which must be of this type. */
  async expect(type: ResourceType): Promise<Received> {
    const received = await this.next();
    if (received.type !== type) throw new Error(`expected ${type}, got ${received.type} ${received.names}`);
    return received;
  }

  async ended(): Promise<StatusObject> {
    await this.until(() => this.status !== undefined);
    if (!this.status) throw new Error('unreachable');
    return this.status;
  }

  /**
   * Everything that came before the server answers a question asked now. State of the world needs a secret `barrier`
   * in the configuration: what does not exist is not answered there.
   */
  async drained(): Promise<Received[]> {
    if (this.protocol === 'delta') this.delta('secret', { subscribe: [`no-such-secret-${++this.barriers}`] });
    else this.sotw('secret', { names: ['barrier'], nonce: this.barrierNonce });
    const isAnswer = (received: Received) => received.type === 'secret';
    await this.until(() => this.queue.some(isAnswer) || this.status !== undefined);
    const before = this.queue.splice(0, this.queue.findIndex(isAnswer));
    const answer = await this.expect('secret');
    this.barrierNonce = answer.nonce;
    this.ack(answer, ['barrier']);
    return before;
  }

  delta(
    type: ResourceType,
    request: {
      subscribe?: string[];
      unsubscribe?: string[];
      nonce?: string;
      error?: string;
      initial?: Record<string, string>;
    } = {},
  ): void {
    this.write(
      toBinary(
        DeltaDiscoveryRequestSchema,
        create(DeltaDiscoveryRequestSchema, {
          ...this.nodeOnce(),
          typeUrl: TYPE_URLS[type],
          resourceNamesSubscribe: request.subscribe ?? [],
          resourceNamesUnsubscribe: request.unsubscribe ?? [],
          responseNonce: request.nonce ?? '',
          initialResourceVersions: request.initial ?? {},
          ...(request.error !== undefined && { errorDetail: { code: 13, message: request.error } }),
        }),
      ),
    );
  }

  sotw(type: ResourceType, request: { names?: string[]; nonce?: string; version?: string; error?: string } = {}): void {
    this.write(
      toBinary(
        DiscoveryRequestSchema,
        create(DiscoveryRequestSchema, {
          ...this.nodeOnce(),
          typeUrl: TYPE_URLS[type],
          resourceNames: request.names ?? [],
          versionInfo: request.version ?? '',
          responseNonce: request.nonce ?? '',
          ...(request.error !== undefined && { errorDetail: { code: 13, message: request.error } }),
        }),
      ),
    );
  }

  /** Accepts a response. State of the world repeats the names that are wanted. */
  ack(response: Received, names: string[] = []): void {
    if (this.protocol === 'delta') {
      this.delta(response.type, { nonce: response.nonce });
      return;
    }
    this.versions[response.type] = response.version;
    this.sotw(response.type, { nonce: response.nonce, version: response.version, names });
  }

  nack(response: Received, error: string, names: string[] = []): void {
    if (this.protocol === 'delta') this.delta(response.type, { nonce: response.nonce, error });
    else {
      const version = this.versions[response.type] ?? '';
      this.sotw(response.type, { nonce: response.nonce, error, version, names });
    }
  }

  /** Stops taking messages off the connection. */
  stall(): void {
    this.stream.pause();
  }

  resume(): void {
    this.stream.resume();
  }

  /** Sends bytes as they are. */
  raw(bytes: Buffer): void {
    this.write(bytes);
  }

  close(): void {
    this.stream.cancel();
    this.client.close();
  }

  private nodeOnce(): { node?: NodeInit } {
    if (!this.first) return {};
    this.first = false;
    return { node: this.node };
  }

  private write(bytes: Uint8Array): void {
    this.stream.write(Buffer.from(bytes));
  }
}

function typeOf(url: string): ResourceType {
  const found = Object.entries(TYPE_URLS).find(([, known]) => known === url);
  if (!found) throw new Error(`unknown type ${url}`);
  return found[0] as ResourceType;
}

function readDelta(bytes: Buffer): Received {
  const response = fromBinary(DeltaDiscoveryResponseSchema, bytes);
  return {
    type: typeOf(response.typeUrl),
    nonce: response.nonce,
    resources: new Map(response.resources.map((one) => [one.name, one.resource?.value ?? new Uint8Array()])),
    names: response.resources.map((one) => one.name),
    removed: response.removedResources,
    versions: new Map(response.resources.map((one) => [one.name, one.version])),
    version: response.systemVersionInfo,
  };
}

/** State of the world says no names: field 1 of our test messages, or the second word of an assignment. */
function readSotw(bytes: Buffer): Received {
  const response = fromBinary(DiscoveryResponseSchema, bytes);
  const resources = new Map(response.resources.map((any) => [nameIn(any.value), any.value]));
  return {
    type: typeOf(response.typeUrl),
    nonce: response.nonce,
    resources,
    names: [...resources.keys()],
    removed: [],
    versions: new Map(),
    version: response.versionInfo,
  };
}

function nameIn(value: Uint8Array): string {
  const text = Buffer.from(value).toString('latin1');
  if (text.startsWith('assignment ')) return text.split(' ')[1] ?? '';
  return text.slice(2, 2 + (value[1] ?? 0));
}
