import type Database from 'better-sqlite3';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { StoreError } from '../errors';
import type { Schema } from '../sql/schema';
import type { Session } from '../sql/session';
import type { CompiledStatement, Statement } from '../sql/statement';

/** Makes SQLite's text of statements; it has no connection. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

interface Prepared {
  compiled: CompiledStatement<unknown>;
  sqlite: Database.Statement<unknown[], unknown>;
}

/** Statements of one connection, each compiled and prepared once. */
export class PreparedStatements {
  readonly #prepared = new Map<unknown, Prepared>();

  constructor(private readonly db: Database.Database) {}

  all<P, Row>(statement: Statement<P, Row>, params: P): Row[] {
    const { compiled, sqlite } = this.#prepare(statement);
    return sqlite.all(...compiled.bind(params)) as Row[];
  }

  run<P, Row>(statement: Statement<P, Row>, params: P): void {
    const { compiled, sqlite } = this.#prepare(statement);
    sqlite.run(...compiled.bind(params));
  }

  #prepare<P, Row>(statement: Statement<P, Row>): Prepared {
    const known = this.#prepared.get(statement);
    if (known) return known;
    const compiled = statement.compile(builder) as CompiledStatement<unknown>;
    const prepared = { compiled, sqlite: this.db.prepare<unknown[], unknown>(compiled.sql) };
    this.#prepared.set(statement, prepared);
    return prepared;
  }
}

/** A session that ends: what a transaction still tries afterwards is refused, not written into the next one. */
export class SqliteSession implements Session {
  #open = true;

  constructor(private readonly statements: PreparedStatements) {}

  end(): void {
    this.#open = false;
  }

  async all<P, Row>(statement: Statement<P, Row>, params: P): Promise<Row[]> {
    this.#assertOpen();
    return this.statements.all(statement, params);
  }

  async run<P, Row>(statement: Statement<P, Row>, params: P): Promise<void> {
    this.#assertOpen();
    this.statements.run(statement, params);
  }

  #assertOpen(): void {
    if (this.#open) return;
    throw new StoreError('misuse', 'This transaction is over; a promise of it was not awaited.');
  }
}
