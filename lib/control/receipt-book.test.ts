import { describe, expect, it } from 'vitest';
import { receiptSchema } from '@/lib/model';
import { Delivery } from './delivery';
import { KEPT_RECEIPTS, LISTED_PROXIES, OpenReceipt, type ProxyFace, ReceiptBook } from './receipt-book';
import { typeBit } from './type-set';

const face = (id: string): ProxyFace => ({ id, resource: { kind: 'virtualNode', name: 'n' }, address: '10.0.0.1:1' });

function receiptWith(proxies: number, revision = 7, onMove?: () => void) {
  const receipt = new OpenReceipt('m', revision, 1000, onMove);
  const deliveries = Array.from({ length: proxies }, (_, i) => {
    const change = {
      generation: 1,
      ranBefore: revision - 1,
      since: 1000,
      types: typeBit('route'),
      touches: () => true,
    };
    const delivery = new Delivery(`p${i}`, change, receipt);
    receipt.add(face(`p${i}`), delivery);
    return delivery;
  });
  return { receipt, deliveries };
}

describe('OpenReceipt', () => {
  it('says that no proxy uses this', () => {
    expect(receiptWith(0).receipt.toReceipt()).toMatchObject({ total: 0, done: 0, waiting: 0, proxies: [] });
  });

  it('counts along, and knows the time to the last acknowledgement once nobody is waiting', () => {
    let moves = 0;
    const { receipt, deliveries } = receiptWith(3, 7, () => moves++);
    deliveries[0]?.acknowledge('route', 1009);
    deliveries[1]?.acknowledge('route', 1038.5);
    expect(receipt.toReceipt()).toMatchObject({ total: 3, done: 2, waiting: 1 });
    expect(receipt.toReceipt().ms).toBeUndefined();
    deliveries[2]?.acknowledge('route', 1020);
    const closed = receipt.toReceipt();
    expect(closed).toMatchObject({ total: 3, done: 3, waiting: 0, ms: 38.5 });
    expect(closed.proxies.map((p) => p.ms)).toEqual([9, 38.5, 20]);
    expect(moves).toBe(3);
    expect(receiptSchema.parse(closed)).toEqual(closed);
  });

  it('lists refused proxies first, with Envoy’s words, and has no time when none acknowledged', () => {
    const { receipt, deliveries } = receiptWith(2);
    deliveries[0]?.leave(1500);
    deliveries[1]?.refuse('route', 'Permission denied', 1010);
    const read = receipt.toReceipt();
    expect(read).toMatchObject({ total: 2, refused: 1, gone: 1, waiting: 0 });
    expect(read.ms).toBeUndefined();
    expect(read.proxies.map((p) => [p.id, p.state, p.message])).toEqual([
      ['p1', 'refused', 'Permission denied'],
      ['p0', 'gone', undefined],
    ]);
  });
});

describe('ReceiptBook', () => {
  it('keeps the newest receipts only', () => {
    const book = new ReceiptBook();
    for (let revision = 1; revision <= KEPT_RECEIPTS + 1; revision++) book.open(receiptWith(0, revision).receipt);
    expect(book.find(1)).toBeUndefined();
    expect(book.find(2)?.revision).toBe(2);
    expect(book.toStored()).toHaveLength(KEPT_RECEIPTS);
  });

  it('survives a restart: done stays done, who was waiting is gone', () => {
    const book = new ReceiptBook();
    const { receipt, deliveries } = receiptWith(2, 9);
    book.open(receipt);
    deliveries[0]?.acknowledge('route', 1009);
    const reread = new ReceiptBook(JSON.parse(JSON.stringify(book.toStored())));
    expect(reread.find(9)).toMatchObject({ total: 2, done: 1, gone: 1, waiting: 0 });
    expect(reread.find(9)?.proxies.map((p) => p.state)).toEqual(['gone', 'done']);
  });

  it('stores a bounded list of proxies', () => {
    const book = new ReceiptBook();
    book.open(receiptWith(LISTED_PROXIES + 10, 1).receipt);
    const [stored] = book.toStored();
    expect(stored?.total).toBe(LISTED_PROXIES + 10);
    expect(stored?.proxies).toHaveLength(LISTED_PROXIES);
  });
});
