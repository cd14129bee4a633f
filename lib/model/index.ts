/**
 * model: App Mesh's words and rules. The API table is the only source of shapes and limits; files per kind add
 * semantic rules, effective defaults and problems. PURE: no Node, no packages but zod; time and ids come in as arguments.
 * Never here: wire quirks (lib/api), storage, Envoy.
 */
export * from './endpoints';
export * from './envoy-names';
export type * from './generated/shapes';
export * from './kinds';
export * from './meshkeep-api';
export * from './problems';
export * from './snapshot';
