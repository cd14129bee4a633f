import type { Problem } from '../problems';
import type { TlsTurn } from '../receipt-api';
import type { MeshSnapshot } from '../snapshot';
import { problem } from './report';

/** TLS of a virtual node that is turning, and what holds it up. */
export interface HeldUpTurn extends TlsTurn {
  /** Proxies that have not acknowledged the step, refused it, or are expected back. */
  proxies: number;
  /** ARN of a certificate that its proxies should serve, and do not get. */
  certificate: string | undefined;
}

/**
 * Virtual nodes whose TLS has not turned yet, in the order of their names (docs/adr/0025): what the model says holds in
 * part only, and whoever relies on it must know.
 */
export function turnProblems(snapshot: MeshSnapshot, turns: Iterable<HeldUpTurn>): Problem[] {
  const sorted = [...turns].sort((a, b) => (a.virtualNode < b.virtualNode ? -1 : 1));
  return sorted.flatMap(({ virtualNode, proxies, certificate: arn }) => {
    const node = snapshot.virtualNodes.get(virtualNode);
    if (!node) return [];
    return arn === undefined
      ? [problem(node, 'tls-turn-waits', 'listeners', { proxies })]
      : [problem(node, 'tls-turn-without-certificate', 'listeners', { arn })];
  });
}
