import type { RenderedConfig, ResourceType } from '@/lib/translate';

/** A set of resource types as bits: one is kept for each change and proxy, so it must be small. */
export type TypeSet = number;

export const RESOURCE_TYPES = ['cluster', 'endpoint', 'listener', 'route', 'secret'] as const satisfies ResourceType[];

const BITS: Record<ResourceType, number> = { cluster: 1, endpoint: 2, listener: 4, route: 8, secret: 16 };

export function typeBit(type: ResourceType): TypeSet {
  return BITS[type];
}

/** Types of which a configuration holds anything. */
export function filledTypes(config: RenderedConfig): TypeSet {
  return RESOURCE_TYPES.reduce((set, type) => (config[type].size > 0 ? set | BITS[type] : set), 0);
}

/** Types in which two configurations differ in any byte. */
export function changedTypes(before: RenderedConfig, after: RenderedConfig): TypeSet {
  return RESOURCE_TYPES.reduce((set, type) => (sameResources(before, after, type) ? set : set | BITS[type]), 0);
}

function sameResources(before: RenderedConfig, after: RenderedConfig, type: ResourceType): boolean {
  const old = before[type];
  const now = after[type];
  if (old === now) return true;
  if (old.size !== now.size) return false;
  for (const [name, resource] of now) {
    const other = old.get(name);
    if (other !== resource && other?.version !== resource.version) return false;
  }
  return true;
}

/** Tells whether any of some resources differs between two configurations. */
export function differences(before: RenderedConfig | undefined, after: RenderedConfig) {
  return (type: ResourceType, names: readonly string[]): boolean =>
    names.some((name) => before?.[type].get(name)?.version !== after[type].get(name)?.version);
}
