/**
 * control: the loops. From the store's feed and the endpoint directory to what proxies get (push-loop.ts), and from
 * what proxies tell to their state, receipts and traffic (xds-news.ts). It holds every mesh in memory and is the only
 * writer of observed state, which it flushes to the store in batches (keeper.ts). The only place with timers.
 * Never here: writing configuration (service), Envoy's messages (translate), streams (xds), HTTP (api).
 */

export { type Control, type ControlDeps, createControl } from './control';
export { CredentialDirectory, type CredentialUse } from './credential-directory';
export type { LogAddress } from './groups';
