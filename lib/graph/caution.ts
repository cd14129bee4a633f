import { sharesOf } from './weights';

/** Points by which a share may rise in one step without a question. */
export const JUMP_POINTS = 25;

/** Why a person should be asked before new weights are written. */
export type Caution =
  | { reason: 'jump'; target: number; from: number; to: number }
  | { reason: 'no-healthy-endpoint'; target: number; to: number }
  | { reason: 'sum-zero' };

/**
 * What speaks against writing these weights at once: a share that rises by more than 25 points, more traffic towards a
 * target that is known to have no healthy endpoint, or weights that sum to 0 (the route would answer 503). Targets
 * whose endpoints are not known (DNS) raise no question.
 */
export function cautionsOf(
  before: readonly number[],
  after: readonly number[],
  healthy: readonly (number | undefined)[],
): Caution[] {
  const now = sharesOf(after);
  if (!now) return [{ reason: 'sum-zero' }];
  const then = sharesOf(before) ?? before.map(() => 0);
  const rises = now
    .map((to, target) => ({ target, from: then[target] ?? 0, to }))
    .filter(({ from, to }) => to > from + 1e-9);
  const dead = rises.filter(({ target }) => healthy[target] === 0);
  const jumps = rises.filter(({ from, to }) => to - from > JUMP_POINTS + 1e-9);
  return [
    ...dead.map(({ target, to }): Caution => ({ reason: 'no-healthy-endpoint', target, to })),
    ...jumps.slice(0, 1).map((jump): Caution => ({ reason: 'jump', ...jump })),
  ];
}
