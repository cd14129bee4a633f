import { createHash } from 'node:crypto';
import type { Resource } from '@/lib/model';
import type { WriteTx } from '@/lib/store';
import { stableStringify } from '@/lib/util';
import type { Caller } from './caller';
import { ServiceError } from './errors';
import { type Input, text } from './input';

/** What a write answers: the resource as it is now (a deleted one as it was last) and the mesh's revision. */
export interface WriteResult {
  resource: Resource;
  revision: number;
}

/**
 * Idempotency tokens (appmesh-api.md section 7): the same token with the same input gets the stored answer and
 * changes nothing; with other input it is a conflict. The store forgets tokens after 24 hours. `now` in ms.
 */
export async function onceByToken(
  tx: WriteTx,
  call: { caller: Caller; input: Input; now: number },
  work: () => Promise<WriteResult>,
): Promise<WriteResult> {
  const { caller, input, now } = call;
  const token = text(input, 'clientToken');
  if (token === undefined || token === '') return work();
  const scope = `appmesh/${caller.account}/${caller.region}/${input.operation}`;
  const inputHash = hashInput(input);
  const stored = await tx.clientToken(scope, token);
  if (!stored) {
    const result = await work();
    await tx.putClientToken(scope, token, { inputHash, output: JSON.stringify(result), at: now });
    return result;
  }
  if (stored.inputHash === inputHash) return JSON.parse(stored.output) as WriteResult;
  throw new ServiceError('conflict', `The client token was already used for another ${input.operation} request`);
}

function hashInput({ members }: Input): string {
  const { clientToken: _, ...rest } = members;
  return createHash('sha256').update(stableStringify(rest)).digest('base64url');
}
