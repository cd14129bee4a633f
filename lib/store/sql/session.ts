import type { Statement } from './statement';

/** One open transaction (or consistent view) of some SQL database: all that the reading and writing code asks of it. */
export interface Session {
  all<P, Row>(statement: Statement<P, Row>, params: P): Promise<Row[]>;
  /** For statements that return nothing. */
  run<P, Row>(statement: Statement<P, Row>, params: P): Promise<void>;
}

/** The first row of a result, if there is one. */
export async function first<P, Row>(session: Session, statement: Statement<P, Row>, params: P) {
  return (await session.all(statement, params))[0];
}
