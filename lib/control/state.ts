import type { InstanceDirectory, MeshKey, Receipt } from '@/lib/model';
import { meshKeyText } from '@/lib/model';
import { Groups } from './groups';
import { Meshes } from './meshes';
import { Notifier } from './notifier';
import { ProxyBook } from './proxy-book';
import { ReceiptBook } from './receipt-book';
import { RefusedBook } from './refused-book';
import { TlsTurns } from './tls-turns';
import { TrafficBook } from './traffic-book';
import { TurnedAwayBook } from './turned-away-book';

/** Everything that control holds in memory. */
export interface State {
  readonly meshes: Meshes;
  readonly directory: InstanceDirectory;
  readonly groups: Groups;
  readonly proxies: ProxyBook;
  readonly traffic: TrafficBook;
  readonly receipts: ReceiptShelf;
  readonly refused: RefusedBook;
  readonly turnedAway: TurnedAwayBook;
  readonly notifier: Notifier;
  readonly turns: TlsTurns;
}

/** `turned` is told whenever a turn of TLS took a step. */
export function newState(directory: InstanceDirectory, turned?: () => void): State {
  const proxies = new ProxyBook();
  const meshes = new Meshes();
  return {
    meshes,
    directory,
    groups: new Groups(),
    proxies,
    traffic: new TrafficBook(proxies, meshes, directory),
    receipts: new ReceiptShelf(),
    refused: new RefusedBook(),
    turnedAway: new TurnedAwayBook(),
    notifier: new Notifier(),
    turns: new TlsTurns(turned),
  };
}

/** The receipts of every mesh. */
export class ReceiptShelf {
  readonly #books = new Map<string, ReceiptBook>();

  of(mesh: MeshKey): ReceiptBook {
    const text = meshKeyText(mesh);
    const known = this.#books.get(text);
    if (known) return known;
    const made = new ReceiptBook();
    this.#books.set(text, made);
    return made;
  }

  restore(mesh: MeshKey, receipts: readonly Receipt[]): void {
    this.#books.set(meshKeyText(mesh), new ReceiptBook(receipts));
  }
}
