import { z } from 'zod';
import type { ReadTx, WriteTx } from '@/lib/store';

/** A list that is kept sealed-in-part as one text among the store's secrets: for what is few and changes rarely. */
export interface StoredList<T> {
  read(tx: ReadTx): Promise<T[]>;
  write(tx: WriteTx, all: readonly T[]): Promise<void>;
  /** Writes what `change` makes of each; undefined drops it. An empty list is left alone. */
  change(tx: ReadTx & WriteTx, change: (one: T) => T | undefined): Promise<void>;
}

export function storedList<S extends z.ZodType>(name: string, schema: S): StoredList<z.infer<S>> {
  const list = z.array(schema);
  const read = async (tx: ReadTx) => {
    const text = await tx.getSecret(name);
    return text === undefined ? [] : list.parse(JSON.parse(text));
  };
  const write = (tx: WriteTx, all: readonly z.infer<S>[]) => tx.putSecret(name, JSON.stringify(all));
  return {
    read,
    write,
    async change(tx, change) {
      const all = await read(tx);
      if (all.length > 0)
        await write(
          tx,
          all.flatMap((one) => change(one) ?? []),
        );
    },
  };
}
