/** TLS of live virtual nodes, turned in steps that wait for acknowledgements (docs/adr/0025). */

export { keptTurnsSchema, readTurns, storedTurns } from './kept-turns';
export { TlsTurns } from './tls-turns';
export type { Turn, TurnStep } from './turn';
export { TurnWatch, type Waiting } from './turn-watch';
