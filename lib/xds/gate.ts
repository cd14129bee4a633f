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
  /** Since when it waits: for the answer about its proof, then for its own first message. */
  since: number;
  /** What it showed is being asked about: that takes our time, not the peer's. */
  asking: boolean;
  admitted?: { node: NodeInfo; kind: 'ads' | 'report'; until: number | undefined };
}

/** A call must say who it is within this, ms: Envoy does so at once. */
const FIRST_MESSAGE_MS = 15_000;
/** Whoever is asked about a proof must have answered within this, ms; the questions themselves give up earlier. */
const PROOF_MS = 15_000;
const SWEEP_EVERY_MS = 1000;
const DEADLINE_EXCEEDED = 4;
const UNAVAILABLE = 14;

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
      const live: LiveCall = { call, peer: this.options.peerOf(call), since: this.options.now(), asking: false };
      const proof = this.options.authenticate?.({
        authorization: call.authorization,
        certificate: call.certificate,
      });
      this.#calls.add(live);
      if (!(proof instanceof Promise)) return this.#serve(live, proof, serve);
      live.asking = true;
      call.onOver(() => this.#calls.delete(live));
      return proof.then(
        (known) => this.#serve(live, known, serve),
        (error: unknown) => {
          this.#calls.delete(live);
          throw error;
        },
      );
    };
  }

  #serve(live: LiveCall, proof: Proof | undefined, serve: (call: GrpcCall, gated: GatedCall) => CallHandler) {
    const { call } = live;
    live.peer = { ...live.peer, ...(proof && { proof }) };
    live.asking = false;
    live.since = this.options.now();
    const handler = serve(call, {
      peer: live.peer,
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
      const { admitted, since, asking, call } = live;
      if (admitted && admitted.until !== undefined && admitted.until <= now) this.#look(live);
      if (admitted || now - since < (asking ? PROOF_MS : FIRST_MESSAGE_MS)) continue;
      if (asking) call.finish(UNAVAILABLE, 'what this call showed could not be checked in time');
      else call.finish(DEADLINE_EXCEEDED, 'nothing was said on this stream');
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
