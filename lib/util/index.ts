/**
 * util: small things that know no mesh. Results, stable JSON, and the clock, randomness, logging and counting
 * as types, so that pure rooms take them as arguments. Nothing here touches Node, the network or the time itself.
 */
export { createLatest, type Latest } from './latest';
export type { Cipher, Clock, Counter, Logger, Random } from './ports';
export { shellWord } from './shell-word';
export { createSparing, type Sparing } from './sparing';
export { createSparingLogger } from './sparing-logger';
export { stableStringify } from './stable-json';
export { createTlsRefusals } from './tls-refusals';
