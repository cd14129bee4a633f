import type { ConnectionRefusal, RefusedConnection } from '@/lib/model';
import type { NodeInfo, PeerInfo } from '@/lib/xds';
import { peerHost } from './proxy-identity';

/** Different refusals that are kept of one mesh; the one that was heard of least recently goes first. */
const KEPT = 100;
/** Of these, those of one host: who claims one name after the other pushes out his own entries only. */
const KEPT_OF_ONE = 20;
/** Longest text of a stranger that is kept. */
const LONGEST_TEXT = 512;

/** Connections that were not let in, by mesh. Like ones (same host, claim, credential and reason) are one entry. */
export class RefusedBook {
  readonly #byMesh = new Map<string, Map<string, RefusedConnection>>();

  add(
    meshText: string,
    { node, peer }: { node: NodeInfo; peer: PeerInfo },
    why: { code: number; reason: ConnectionRefusal; message: string },
    at: number,
  ): void {
    const entry = {
      peer: peerHost(peer),
      claimed: cut(node.id),
      shown: cut(shownBy(peer)),
      ...why,
      message: cut(why.message),
    };
    const key = [entry.peer, entry.claimed, entry.shown, entry.reason].join('\n');
    const entries = this.#byMesh.get(meshText) ?? new Map<string, RefusedConnection>();
    this.#byMesh.set(meshText, entries);
    const known = entries.get(key);
    entries.delete(key);
    entries.set(key, { ...entry, firstAt: known?.firstAt ?? at, lastAt: at, count: (known?.count ?? 0) + 1 });
    const own = [...entries].filter(([, { peer: host }]) => host === entry.peer);
    if (own.length > KEPT_OF_ONE) entries.delete(own[0]?.[0] ?? '');
    if (entries.size > KEPT) entries.delete(entries.keys().next().value ?? '');
  }

  /** Newest first. */
  of(meshText: string): RefusedConnection[] {
    return [...(this.#byMesh.get(meshText)?.values() ?? [])].reverse();
  }

  /** Forgets those that no mesh has any more. */
  keepOnly(meshTexts: ReadonlySet<string>): void {
    for (const text of this.#byMesh.keys()) if (!meshTexts.has(text)) this.#byMesh.delete(text);
  }
}

function shownBy({ proof }: PeerInfo): string {
  if (!proof) return '';
  return proof.ok ? proof.identity.shown : proof.shown;
}

/** A stranger's text, short enough to be kept or logged. */
export function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}
