import { type HeldUpTurn, type MeshKey, meshKeyText, refKey } from '@/lib/model';
import { certificateSecret, type ProxyResource, type ResourceType } from '@/lib/translate';
import type { Logger } from '@/lib/util';
import type { Groups } from '../groups';
import type { Meshes } from '../meshes';
import type { ProxyBook } from '../proxy-book';
import { RESOURCE_TYPES } from '../type-set';
import type { TlsTurns } from './tls-turns';
import { callersOf, serverOf, type Turn, type TurnStep } from './turn';

/** A proxy whose stream broke, or that an earlier process knew, is waited for so long: Envoy comes back within seconds. */
const AWAITED_MS = 60_000;

/** Callers that do not acknowledge hold up the last step so long, and no longer: until then plain connections are taken. */
const MOVING_AT_MOST_MS = 60_000;

/**
 * Looks in a row that must find everybody ready before another side relies on it. Envoy acknowledges what it has read, a little before its workers go by
 * it: the second look is a second later.
 */
const LOOKS = { widening: 2, moving: 2, narrowing: 1 } as const satisfies Record<TurnStep, number>;

/** What a node's own proxies must have acknowledged to serve new callers. */
const SERVING: readonly ResourceType[] = ['listener', 'secret'];

/** A turn that is at its step for longer is told as a problem. */
const TOLD_AFTER_MS = 10_000;

/** Why a turn is where it is. */
export interface Waiting {
  /** Proxies that have not acknowledged the step, refused it, or are expected back. */
  proxies: number;
  /** A certificate that proxies of the node should serve, and do not get from us. */
  certificate: string | undefined;
}

export interface TurnWatchDeps {
  turns: TlsTurns;
  meshes: Meshes;
  groups: Groups;
  proxies: ProxyBook;
  startedAt: number;
  logger: Logger;
}

/** Looks whether turns of TLS may go on. */
export class TurnWatch {
  constructor(private readonly deps: TurnWatchDeps) {}

  /** Turns that may take their next step now; looked at once a second. */
  due(now: number): Turn[] {
    return this.deps.turns.all().filter((turn) => turn.barrier !== undefined && this.#look(turn, now));
  }

  /** Whether nobody holds the turn up. */
  isReady(turn: Turn, now: number): boolean {
    const { proxies, certificate } = this.waiting(turn, now);
    return proxies === 0 && certificate === undefined;
  }

  /** Turns of a mesh that take longer than they should. */
  heldUp(mesh: MeshKey, now: number): HeldUpTurn[] {
    const turns = this.deps.turns.ofMesh(meshKeyText(mesh)).filter(({ stepSince }) => now - stepSince >= TOLD_AFTER_MS);
    return turns.map((turn) => ({ virtualNode: turn.virtualNode, step: turn.step, ...this.waiting(turn, now) }));
  }

  waiting(turn: Turn, now: number): Waiting {
    const snapshot = this.deps.meshes.get(turn.mesh);
    if (!snapshot) return { proxies: 0, certificate: undefined };
    const isMoving = turn.step === 'moving';
    const whose = isMoving ? callersOf(snapshot, turn.virtualNode) : [serverOf(turn)];
    const types = isMoving ? RESOURCE_TYPES : SERVING;
    const proxies = whose.reduce((sum, resource) => sum + this.#behind(turn, resource, { types, now }), 0);
    return { proxies, certificate: turn.step === 'widening' ? this.#missingCertificate(turn) : undefined };
  }

  #look(turn: Turn, now: number): boolean {
    turn.readyLooks = this.isReady(turn, now) ? turn.readyLooks + 1 : 0;
    if (turn.readyLooks >= LOOKS[turn.step]) return true;
    if (turn.step !== 'moving' || now - turn.stepSince < MOVING_AT_MOST_MS) return false;
    this.deps.logger.warn('TLS turns although not every caller has acknowledged how to call', {
      mesh: turn.mesh.mesh,
      virtualNode: turn.virtualNode,
      proxies: this.waiting(turn, now).proxies,
    });
    return true;
  }

  #behind(
    turn: Turn,
    resource: ProxyResource,
    { types, now }: { types: readonly ResourceType[]; now: number },
  ): number {
    const { groups, proxies, startedAt } = this.deps;
    const text = meshKeyText(turn.mesh);
    const { barrier = Number.POSITIVE_INFINITY } = turn;
    let behind = 0;
    for (const group of groups.ofResource(text, resource)) {
      for (const { queue } of group.proxies) if (queue.lacks(barrier, types)) behind += 1;
    }
    const key = refKey(resource);
    const away = proxies.seen(text).filter(({ proxy }) => {
      return refKey(proxy.resource) === key && now - Math.max(proxy.lastSeenAt, startedAt) < AWAITED_MS;
    });
    return behind + away.length;
  }

  /** Where a proxy does not get the certificate, its listener serves no TLS, whatever it acknowledges. */
  #missingCertificate(turn: Turn): string | undefined {
    const groups = [...this.deps.groups.ofResource(meshKeyText(turn.mesh), serverOf(turn))];
    const arns = [...(turn.accepts.at(-1)?.values() ?? [])].flatMap((tls) =>
      tls && tls.mode !== 'DISABLED' ? (tls.certificate.acm?.certificateArn ?? []) : [],
    );
    return arns.find((arn) =>
      groups.some(({ proxies, config }) => proxies.size > 0 && !config?.secret.has(certificateSecret(arn))),
    );
  }
}
