import { AsyncLocalStorage } from 'node:async_hooks';
import type Database from 'better-sqlite3';
import type { Clock, Logger } from '@/lib/util';
import { StoreError } from '../errors';
import { SqlReadTx } from '../sql/read-tx';
import { type PendingEvent, SqlWriteTx } from '../sql/write-tx';
import type { FeedEvent, ReadTx, Store, WriteTx } from '../types';
import { toStoreFault } from './faults';
import { Feed } from './feed';
import { FileGuard } from './file-guard';
import type { OpenedDatabase } from './open';
import { RwLock } from './rw-lock';
import { PreparedStatements, SqliteSession } from './session';

/** Marks code that runs inside a transaction, so that a nested one is refused instead of waiting for itself. */
const inside = new AsyncLocalStorage<{ store: SqliteStore; open: boolean }>();

/**
 * The store on one SQLite connection. SQLite answers at once, so many readers or one writer share the connection
 * behind a lock; nobody else has the file open, so readers need no transaction of their own.
 */
export class SqliteStore implements Store {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #statements: PreparedStatements;
  readonly #guard: FileGuard;
  readonly #lock = new RwLock();
  readonly #feed: Feed;
  readonly #now: () => number;
  #closed = false;

  constructor(opened: OpenedDatabase, clock: Clock, logger: Logger) {
    this.#db = opened.db;
    this.#path = opened.path;
    this.#statements = new PreparedStatements(opened.db);
    this.#guard = new FileGuard(opened.path);
    this.#feed = new Feed(logger);
    this.#now = () => clock.now();
  }

  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#locked('write', async () => {
      const { result, pending } = await this.#transaction(work);
      const committedAt = this.#now();
      this.#feed.deliver(pending.map((event): FeedEvent => ({ ...event, committedAt })));
      return result;
    });
  }

  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#locked('read', () => this.#inSession((session) => work(new SqlReadTx(session, this.#now))));
  }

  subscribe(listener: (event: FeedEvent) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  eraseDeleted(): Promise<void> {
    return this.#locked('write', async () => {
      this.#db.exec('VACUUM');
      // The log still holds old pages until it is emptied.
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#locked('write', async () => {
      this.#closed = true;
      this.#db.close();
    });
  }

  async #transaction<T>(work: (tx: WriteTx) => Promise<T>): Promise<{ result: T; pending: PendingEvent[] }> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const done = await this.#inSession(async (session) => {
        const tx = new SqlWriteTx(session, this.#now);
        const result = await work(tx);
        return { result, pending: await tx.finish() };
      });
      this.#guard.assertThere();
      this.#db.exec('COMMIT');
      return done;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  async #inSession<T>(work: (session: SqliteSession) => Promise<T>): Promise<T> {
    const session = new SqliteSession(this.#statements);
    const mark = { store: this, open: true };
    try {
      return await inside.run(mark, () => work(session));
    } finally {
      mark.open = false;
      session.end();
    }
  }

  async #locked<T>(mode: 'read' | 'write', work: () => Promise<T>): Promise<T> {
    this.#refuseNested();
    await this.#lock.acquire(mode);
    try {
      if (this.#closed) throw new StoreError('closed', `The database ${this.#path} is closed.`);
      return await work();
    } catch (error) {
      throw toStoreFault(error, this.#path);
    } finally {
      this.#lock.release(mode);
    }
  }

  #refuseNested(): void {
    const mark = inside.getStore();
    if (!mark?.open || mark.store !== this) return;
    throw new StoreError('misuse', 'store.read or store.write inside a transaction: use the tx that you were given.');
  }
}
