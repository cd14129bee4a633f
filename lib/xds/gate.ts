import type { Proof } from '@/lib/model';
import type { CallHandler, GrpcCall } from './grpc/call';
import type { Method } from './grpc/server';
import type { Admission, Authenticate, NodeInfo, PeerInfo, Rejection, Welcome } from './types';

export interface GateOptions {
  admission: Admission;
  /** Absent: nobody is asked to prove anything. */
  authenticate?: Authenticate | undefined;
  peerOf(call: GrpcCall): Pick<PeerInfo, 'address' | 'secure'>;
  now(): number;
}

/** A call that goes through the gate. */
export interface GatedCall {
  readonly peer: PeerInfo;
  /** It said who it is and was let in, until then. */
  letIn(node: NodeInfo, kind: 'ads' | 'report', until: number | undefined): void;
  end(rejection: { code: number; message: string }): void;
}

interface LiveCall {
  call: GrpcCall;
  peer: PeerInfo;
  openedAt: number;
  admitted?: { node: NodeInfo; kind: 'ads' | 'report'; until: number | undefined };
}

/** A call must say who it is within this, ms: Envoy does so at once. */
const FIRST_MESSAGE_MS = 15_000;
const SWEEP_EVERY_MS = 1000;
const DEADLINE_EXCEEDED = 4;

/** Where every call passes: what it shows is looked at before its first message, and again when that ends. */
export class Gate {
  readonly #calls = new Set<LiveCall>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(private readonly options: GateOptions) {
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  /** Puts the gate before a method. Whoever has to be asked about (over the network) is not read from meanwhile. */
  method(serve: (call: GrpcCall, gated: GatedCall) => CallHandler): Method {
    return (call) => {
      const proof = this.options.authenticate?.({
        authorization: call.authorization,
        certificate: call.certificate,
      });
      if (!(proof instanceof Promise)) return this.#serve(call, proof, serve);
      return proof.then((known) => this.#serve(call, known, serve));
    };
  }

  #serve(call: GrpcCall, proof: Proof | undefined, serve: (call: GrpcCall, gated: GatedCall) => CallHandler) {
    const peer: PeerInfo = { ...this.options.peerOf(call), ...(proof && { proof }) };
    const live: LiveCall = { call, peer, openedAt: this.options.now() };
    this.#calls.add(live);
    const handler = serve(call, {
      peer,
      letIn: (node, kind, until) => {
        live.admitted = { node, kind, until };
        call.admitted();
      },
      end: ({ code, message }) => call.finish(code, message),
    });
    const closed = () => {
      this.#calls.delete(live);
      handler.closed();
    };
    return { message: (bytes: Buffer) => handler.message(bytes), end: () => handler.end(), closed };
  }

  /** Looks again at everybody who was let in: credentials were made, revoked or lost their authority. */
  recheck(): void {
    for (const live of [...this.#calls]) this.#look(live);
  }

  endAll(status: { code: number; message: string }): void {
    for (const { call } of [...this.#calls]) call.finish(status.code, status.message);
  }

  close(): void {
    clearInterval(this.#sweeping);
  }

  #sweep(): void {
    const now = this.options.now();
    for (const live of [...this.#calls]) {
      const { admitted, openedAt, call } = live;
      if (admitted && admitted.until !== undefined && admitted.until <= now) this.#look(live);
      if (admitted || now - openedAt < FIRST_MESSAGE_MS) continue;
      call.finish(DEADLINE_EXCEEDED, 'nothing was said on this stream');
    }
  }

  #look({ admitted, peer, call }: LiveCall): void {
    if (!admitted) return;
    const verdict = this.options.admission.recheck(admitted.node, peer, admitted.kind);
    if (isRejection(verdict)) call.finish(verdict.code, verdict.message);
    else admitted.until = verdict.until;
  }
}

/** Whether an answer of the admission says no. */
export function isRejection(answer: Welcome | Rejection): answer is Rejection {
  return 'code' in answer;
}
