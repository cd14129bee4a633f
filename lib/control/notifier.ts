import { type MeshKey, meshKeyText } from '@/lib/model';
import type { ObservedEvent } from '@/lib/service';
import type { OpenReceipt } from './receipt-book';

/** Proxies change a thousand times in a second when a fleet connects: listeners are told at most so often. */
const PROXIES_EVERY_MS = 200;
/** A receipt that is not closed is told at most so often; a closed one at once. */
const RECEIPT_EVERY_MS = 50;

/** Tells the doors what changed in the observed state, few times instead of often. */
export class Notifier {
  readonly #listeners = new Set<(event: ObservedEvent) => void>();
  readonly #proxies = new Set<MeshKey>();
  readonly #receipts = new Map<OpenReceipt, MeshKey>();
  #proxiesTimer: NodeJS.Timeout | undefined;
  #receiptTimer: NodeJS.Timeout | undefined;

  subscribe(listener: (event: ObservedEvent) => void): () => void {
    const own = (event: ObservedEvent) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  tell(event: ObservedEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  proxiesChanged(mesh: MeshKey): void {
    if (!this.hasListeners) return;
    this.#proxies.add(mesh);
    this.#proxiesTimer ??= setTimeout(() => this.#tellProxies(), PROXIES_EVERY_MS).unref();
  }

  receiptMoved(mesh: MeshKey, receipt: OpenReceipt): void {
    if (!this.hasListeners) return;
    if (receipt.closed) {
      this.#receipts.delete(receipt);
      this.tell({ type: 'receipt', mesh, receipt: receipt.toReceipt() });
      return;
    }
    this.#receipts.set(receipt, mesh);
    this.#receiptTimer ??= setTimeout(() => this.#tellReceipts(), RECEIPT_EVERY_MS).unref();
  }

  close(): void {
    clearTimeout(this.#proxiesTimer);
    clearTimeout(this.#receiptTimer);
    this.#listeners.clear();
  }

  #tellProxies(): void {
    this.#proxiesTimer = undefined;
    const meshes = new Map([...this.#proxies].map((mesh) => [meshKeyText(mesh), mesh]));
    this.#proxies.clear();
    for (const mesh of meshes.values()) this.tell({ type: 'proxies', mesh });
  }

  #tellReceipts(): void {
    this.#receiptTimer = undefined;
    const receipts = [...this.#receipts];
    this.#receipts.clear();
    for (const [receipt, mesh] of receipts) this.tell({ type: 'receipt', mesh, receipt: receipt.toReceipt() });
  }
}
