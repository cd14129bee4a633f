/**
 * Memory by identity: model resources are never changed in place, so a value that was made from the same objects is
 * the same value. The key is held weakly: when the mesh forgets a resource, what was made from it goes too.
 */

/** Whether two lists hold the same things in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}

/** Remembers one value for each key, as long as what it depends on stays the same. */
export function remember<K extends object, V>(): (key: K, dependsOn: readonly unknown[], make: (before?: V) => V) => V {
  const slots = new WeakMap<K, { dependsOn: readonly unknown[]; value: V }>();
  return (key, dependsOn, make) => {
    const slot = slots.get(key);
    if (slot && sameItems(slot.dependsOn, dependsOn)) return slot.value;
    const value = make(slot?.value);
    slots.set(key, { dependsOn, value });
    return value;
  };
}

/** The same for a value that has several forms under one key. */
export function rememberByName<K extends object, V>(): (
  key: K,
  name: string,
  dependsOn: readonly unknown[],
  make: (before?: V) => V,
) => V {
  const tables = new WeakMap<K, Map<string, { dependsOn: readonly unknown[]; value: V }>>();
  return (key, name, dependsOn, make) => {
    const table = tables.get(key) ?? new Map();
    tables.set(key, table);
    const slot = table.get(name);
    if (slot && sameItems(slot.dependsOn, dependsOn)) return slot.value;
    const value = make(slot?.value);
    table.set(name, { dependsOn, value });
    return value;
  };
}
