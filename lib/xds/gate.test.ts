import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Proof } from '@/lib/model';
import { Gate } from './gate';
import type { GrpcCall } from './grpc/call';
import { OPEN } from './testing/harness';

const NOBODY: Proof = { ok: false, reason: 'no-credential', shown: '', message: '' };

/** A call as far as the gate looks at it. */
function fakeCall() {
  let over: (() => void) | undefined;
  const finish = vi.fn((_code: number, _details: string) => over?.());
  const onOver = (told: () => void) => {
    over = told;
  };
  const call = { finish, onOver, admitted: () => undefined, authorization: 'x', certificate: undefined };
  return { call: call as unknown as GrpcCall, finish };
}

/** A gate that asks about every call; the answers are given by hand. */
function gateOf() {
  const answers: ((proof: Proof) => void)[] = [];
  const gate = new Gate({
    admission: { ...OPEN, admit: () => ({ group: 'g' }) },
    authenticate: () => new Promise((resolve) => answers.push(resolve)),
    peerOf: () => ({ address: '127.0.0.1:1', secure: true }),
    now: () => Date.now(),
  });
  const method = gate.method(() => ({ message: () => undefined, end: () => undefined, closed: () => undefined }));
  return { gate, method, answers };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a call whose proof is being asked about', () => {
  it('ends when there is no answer, as our failure and not as the peer’s', () => {
    const { gate, method } = gateOf();
    const { call, finish } = fakeCall();
    void method(call);
    vi.advanceTimersByTime(14_000);
    expect(finish).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(finish.mock.calls).toEqual([[14, expect.any(String)]]);
    gate.close();
  });

  it('has all of its time for a first message after a slow answer', async () => {
    const { gate, method, answers } = gateOf();
    const { call, finish } = fakeCall();
    const served = method(call);
    vi.advanceTimersByTime(10_000);
    answers[0]?.(NOBODY);
    await served;
    vi.advanceTimersByTime(14_000);
    expect(finish).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(finish.mock.calls).toEqual([[4, expect.any(String)]]);
    gate.close();
  });

  it('ends with all others', () => {
    const { gate, method } = gateOf();
    const { call, finish } = fakeCall();
    void method(call);
    gate.endAll({ code: 14, message: 'closing' });
    gate.endAll({ code: 14, message: 'closing' });
    expect(finish, 'once: it is forgotten when it is over').toHaveBeenCalledTimes(1);
    gate.close();
  });
});
