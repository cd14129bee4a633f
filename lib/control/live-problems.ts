import { callProblems, type MeshSnapshot, type Problem, turnProblems } from '@/lib/model';
import type { State } from './state';
import type { TurnWatch } from './tls-turns';

/** Problems that come and go without a revision: of calls that were seen, and of TLS that has not turned yet. */
export function liveProblems(
  snapshot: MeshSnapshot,
  state: Pick<State, 'traffic'>,
  { watch, now }: { watch: Pick<TurnWatch, 'heldUp'>; now(): number },
): Problem[] {
  return [
    ...callProblems(snapshot, state.traffic.of(snapshot.key).calls(now())),
    ...turnProblems(snapshot, watch.heldUp(snapshot.key, now())),
  ];
}
