/**
 * envoy-config: what a proxy should run beside what it acknowledged, resource by resource, searchable. Used by the page
 * of proxies and by the panel. Never here: which proxy, and what of it belongs to a selection.
 */
export { ConfigBrowser } from './config-browser';
export { ConfigEntryView } from './config-entry';
export { type ConfigEntry, ENVOY_TYPES, type EnvoyType, entriesOf, entryOf } from './entries';
