import type { ProxyConfig } from '@/lib/model';

export type EnvoyType = ProxyConfig['resources'][number]['type'];

/** Kinds of Envoy resources in the order of a request's way through them. */
export const ENVOY_TYPES = [
  'listener',
  'route',
  'cluster',
  'endpoint',
  'secret',
] as const satisfies readonly EnvoyType[];

/**
 * What a proxy has of one resource. `same`: acknowledged exactly. `differs`: it runs something else. `new`: it has
 * nothing of that name. `leftover`: it still has what it should not have any more.
 */
export type EntryState = 'same' | 'differs' | 'new' | 'leftover';

/** One Envoy resource: as generated, and as the proxy acknowledged it. */
export interface ConfigEntry {
  type: EnvoyType;
  name: string;
  state: EntryState;
  /** Pretty JSON; absent for what is left over. */
  generated?: string;
  /** Pretty JSON; absent where the proxy has nothing, and where only the version is known. */
  acknowledged?: string;
  version?: string;
  acknowledgedVersion?: string;
}

const pretty = (json: unknown) => (json === undefined ? undefined : JSON.stringify(json, null, 2));

/** All resources of a proxy, by kind in the order of ENVOY_TYPES, then as they came. */
export function entriesOf({ resources, leftover }: ProxyConfig): ConfigEntry[] {
  const entries = [...resources.map(entryOf), ...leftover.map(leftoverEntry)];
  return ENVOY_TYPES.flatMap((type) => entries.filter((entry) => entry.type === type));
}

export function entryOf(resource: ProxyConfig['resources'][number]): ConfigEntry {
  const { type, name, version, acknowledgedVersion } = resource;
  const generated = pretty(resource.json);
  const state = acknowledgedVersion === undefined ? 'new' : acknowledgedVersion === version ? 'same' : 'differs';
  const acknowledged = state === 'same' ? generated : pretty(resource.acknowledgedJson);
  return {
    type,
    name,
    state,
    version,
    ...(generated !== undefined && { generated }),
    ...(acknowledged !== undefined && { acknowledged }),
    ...(acknowledgedVersion !== undefined && { acknowledgedVersion }),
  };
}

function leftoverEntry({ type, name, version, json }: ProxyConfig['leftover'][number]): ConfigEntry {
  const acknowledged = pretty(json);
  return {
    type,
    name,
    state: 'leftover',
    acknowledgedVersion: version,
    ...(acknowledged !== undefined && { acknowledged }),
  };
}

/** Whether every word that is looked for stands in the name or the text of either side; case does not matter. */
export function matchesWords({ name, generated = '', acknowledged = '' }: ConfigEntry, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = `${name}\n${generated}\n${acknowledged === generated ? '' : acknowledged}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
