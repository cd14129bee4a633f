/** store: what is kept, and the feed of what changed. One interface, one contract test; sqlite/ now, postgres/ later. */
export type * from './types';
