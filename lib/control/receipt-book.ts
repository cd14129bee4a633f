import type { Receipt, ResourceRef, TlsTurn } from '@/lib/model';
import type { Delivery, DeliveryState, DeliveryWatcher } from './delivery';

/** Who a receipt speaks of. The object is shared by all receipts of one proxy. */
export interface ProxyFace {
  id: string;
  resource: ResourceRef<'virtualNode' | 'virtualGateway'>;
  address: string;
}

/** Receipts kept for each mesh. */
export const KEPT_RECEIPTS = 200;
/** A receipt that is read back from the store lists its proxies only up to this number. */
export const LISTED_PROXIES = 32;

/** What became of one revision on the proxies that it concerned (design.md, "Writes, revisions, drafts, receipts"). */
export class OpenReceipt implements DeliveryWatcher {
  readonly #counts: Record<DeliveryState, number> = { waiting: 0, done: 0, refused: 0, gone: 0 };
  /** By proxy: where TLS turns in steps, one gets several deliveries, and the last counts. */
  readonly #deliveries = new Map<string, { face: ProxyFace; delivery: Delivery }>();
  /** Virtual nodes whose TLS it turns, and how far that is. */
  readonly #turning = new Map<string, TlsTurn['step']>();
  /** Once all are done: their faces and, in the same order, ms from the commit. Small, as 200 receipts are kept. */
  #settled?: { faces: readonly ProxyFace[]; ms: Float64Array };
  #lastDoneAt?: number;

  constructor(
    readonly mesh: string,
    readonly revision: number,
    readonly committedAt: number,
    private readonly onMove: (receipt: OpenReceipt) => void = () => undefined,
  ) {}

  add(face: ProxyFace, delivery: Delivery): void {
    const former = this.#deliveries.get(face.id);
    if (former) this.#counts[former.delivery.state] -= 1;
    this.#counts[delivery.state] += 1;
    this.#deliveries.set(face.id, { face, delivery });
  }

  /** Keeps the receipt open while the TLS of a virtual node turns; without a step that is over. */
  turning(virtualNode: string, step: TlsTurn['step'] | undefined): void {
    if (step) this.#turning.set(virtualNode, step);
    else this.#turning.delete(virtualNode);
    this.#settle();
    this.onMove(this);
  }

  moved(delivery: Delivery, from: DeliveryState, at: number): void {
    if (this.#deliveries.get(delivery.proxyId)?.delivery !== delivery) return;
    this.#counts[from] -= 1;
    this.#counts[delivery.state] += 1;
    if (delivery.state === 'done') this.#lastDoneAt = Math.max(this.#lastDoneAt ?? at, at);
    this.#settle();
    this.onMove(this);
  }

  /** Whether nobody is waiting any more, and no step is to come. */
  get closed(): boolean {
    return this.#counts.waiting === 0 && this.#turning.size === 0;
  }

  /** Its present state, with at most `listed` proxies: those that need attention first. */
  toReceipt(listed = Number.POSITIVE_INFINITY): Receipt {
    const { waiting, done, refused, gone } = this.#counts;
    const ms = this.closed && this.#lastDoneAt !== undefined ? this.#lastDoneAt - this.committedAt : undefined;
    return {
      mesh: this.mesh,
      revision: this.revision,
      committedAt: this.committedAt,
      total: waiting + done + refused + gone,
      waiting,
      done,
      refused,
      gone,
      ...(ms !== undefined && { ms }),
      ...(this.#turning.size > 0 && {
        turning: [...this.#turning].map(([virtualNode, step]) => ({ virtualNode, step })),
      }),
      proxies: this.#proxies().slice(0, listed),
    };
  }

  #proxies(): Receipt['proxies'] {
    const settled = this.#settled;
    if (settled) return settled.faces.map((face, i) => ({ ...face, state: 'done', ms: settled.ms[i] ?? 0 }));
    const rank = { refused: 0, waiting: 1, gone: 2, done: 3 };
    return [...this.#deliveries.values()]
      .map(({ face, delivery }) => ({
        ...face,
        state: delivery.state,
        ...(delivery.doneAt !== undefined && { ms: delivery.doneAt - this.committedAt }),
        ...(delivery.message !== undefined && { message: delivery.message }),
      }))
      .sort((a, b) => rank[a.state] - rank[b.state]);
  }

  /** Nothing is to come any more once all are done. */
  #settle(): void {
    if (this.#counts.done !== this.#deliveries.size || this.#turning.size > 0 || this.#settled) return;
    const all = [...this.#deliveries.values()];
    this.#settled = {
      faces: all.map(({ face }) => face),
      ms: Float64Array.from(all, ({ delivery }) => (delivery.doneAt ?? 0) - this.committedAt),
    };
    this.#deliveries.clear();
  }
}

/** The last receipts of one mesh: live ones, and those read back after a restart. */
export class ReceiptBook {
  readonly #receipts = new Map<number, OpenReceipt | Receipt>();

  constructor(stored: readonly Receipt[] = []) {
    for (const receipt of stored) this.#keep(receipt.revision, interrupted(receipt));
  }

  open(receipt: OpenReceipt): void {
    this.#keep(receipt.revision, receipt);
  }

  find(revision: number): Receipt | undefined {
    const found = this.#receipts.get(revision);
    return found instanceof OpenReceipt ? found.toReceipt() : found;
  }

  /** For the store: bounded in number and length, oldest first. */
  toStored(): Receipt[] {
    return [...this.#receipts.values()].map((r) => (r instanceof OpenReceipt ? r.toReceipt(LISTED_PROXIES) : r));
  }

  #keep(revision: number, receipt: OpenReceipt | Receipt): void {
    this.#receipts.set(revision, receipt);
    if (this.#receipts.size <= KEPT_RECEIPTS) return;
    const [oldest] = this.#receipts.keys();
    if (oldest !== undefined) this.#receipts.delete(oldest);
  }
}

/** After a restart nobody can answer for streams of the old process: whoever was waiting is gone. */
function interrupted({ turning: _, ...receipt }: Receipt): Receipt {
  if (receipt.waiting === 0) return receipt;
  const proxies = receipt.proxies.map((p) => (p.state === 'waiting' ? { ...p, state: 'gone' as const } : p));
  return { ...receipt, gone: receipt.gone + receipt.waiting, waiting: 0, proxies };
}
