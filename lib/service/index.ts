/**
 * service: use cases, one file per verb: authorise → validate → references → quota → store → history.
 * The only writer of configuration. Never here: wire forms (lib/api), timers, Envoy's streams.
 */
export * from './caller';
export * from './errors';
export type * from './observed';
