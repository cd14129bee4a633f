import type { Compilable, InferResult, Kysely } from 'kysely';
import type { Schema } from './schema';

/** A statement with named parameters, not yet in any dialect. */
export interface Statement<P, Row> {
  /** Makes the text for the dialect of `builder`. Sessions do this once for each statement and keep the result. */
  compile(builder: Kysely<Schema>): CompiledStatement<P>;
  /** Only carries the row's type; never set. */
  readonly row?: Row;
}

export interface CompiledStatement<P> {
  readonly sql: string;
  /** Puts a call's parameters in their places. */
  bind(params: P): unknown[];
}

/** Stands for a value that is known only when the statement runs. */
class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * Declares a statement, so that kysely's work is done once and not with each write.
 *
 * @example
 * const getSecret = statement<{ name: string }>()((db, p) =>
 *   db.selectFrom('secret').select('value').where('name', '=', p.name));
 */
export function statement<P extends object>() {
  return <Q extends Compilable>(
    build: (db: Kysely<Schema>, params: P) => Q,
  ): Statement<P, InferResult<Q> extends (infer Row)[] ? Row : never> => ({
    compile: (builder) => {
      const { sql, parameters } = build(builder, placeholders<P>()).compile();
      const bind = (params: P) =>
        parameters.map((value) => (value instanceof Placeholder ? params[value.name as keyof P] : value));
      return { sql, bind };
    },
  });
}

function placeholders<P extends object>(): P {
  return new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as P;
}
