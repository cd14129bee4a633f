import type { DraftEffect } from '@/lib/model';

type EnvoyResource = DraftEffect['nodes'][number]['resources'][number];

export interface TypeCount {
  type: EnvoyResource['type'];
  added: number;
  changed: number;
  removed: number;
  /** Each name once, although several nodes may have it. */
  names: string[];
}

/** Envoy's resources that would differ, by type, over all nodes. Types that have none are left out. */
export function countByType(nodes: DraftEffect['nodes']): TypeCount[] {
  const counts = new Map<EnvoyResource['type'], TypeCount>();
  for (const { type, op, name } of nodes.flatMap((node) => node.resources)) {
    const count = counts.get(type) ?? { type, added: 0, changed: 0, removed: 0, names: [] };
    count[op] += 1;
    if (!count.names.includes(name)) count.names.push(name);
    counts.set(type, count);
  }
  return [...counts.values()];
}
