import { type Action, decide } from '@/lib/access';
import type { MeshKey } from '@/lib/model';
import type { Caller } from './caller';
import { ServiceError } from './errors';

/** Throws `forbidden` unless the caller may do this with what `account` owns (its own account when not given). */
export function authorize(caller: Caller, action: Action, account: string = caller.account): void {
  const decision = decide(caller, action, { account });
  if (decision.allowed) return;
  throw new ServiceError('forbidden', `${caller.writer.who} is not authorized: ${decision.reason}.`);
}

/**
 * The mesh that an input means. `meshOwner` absent is the caller's own account; another account's meshes are refused,
 * since sharing between accounts does not exist here (appmesh-api.md section 10).
 */
export function meshKeyOf(caller: Caller, action: Action, meshName: string, meshOwner?: string): MeshKey {
  const account = meshOwner ?? caller.account;
  authorize(caller, action, account);
  return { account, region: caller.region, mesh: meshName };
}
