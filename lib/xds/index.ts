/**
 * xds: the gRPC server for Envoys: ADS (delta and state-of-the-world), load reports, access logs. Groups and encoded
 * bytes in, typed events out. Knows no mesh and no store; what the groups mean is control's affair. How a change
 * travels: group.ts (what is wanted) -> fan-out.ts (whose turn) -> ads-stream.ts (order over the types) -> channel.ts
 * (one type: subscribed, accepted, under way) -> push.ts and responses.ts (worked out and encoded once, shared).
 * Nothing here keeps a queue: what a proxy should get next is worked out when it is ready for it.
 */
export { DEFAULT_XDS_LIMITS } from './lobby';
export { createXdsServer, type XdsServerOptions } from './server';
export type * from './types';
