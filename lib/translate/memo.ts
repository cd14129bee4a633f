/**
 * Memory by identity: model resources are never changed in place, so a value that was made from the same objects is
 * the same value. Keys are held weakly: when the mesh forgets a resource, what was made from it goes too.
 */

interface Slot<V> {
  dependsOn: readonly unknown[];
  value: V;
}

/** Whether two lists hold the same things in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!Object.is(a[index], b[index])) return false;
  return true;
}

/** Makes a value for each key once. */
export function once<K extends object, V>(): (key: K, make: () => V) => V {
  const values = new WeakMap<K, { value: V }>();
  return (key, make) => {
    const known = values.get(key);
    if (known) return known.value;
    const value = make();
    values.set(key, { value });
    return value;
  };
}

/** Remembers one value for each key, as long as what it depends on stays the same. */
export function remember<K extends object, V>(): (key: K, dependsOn: readonly unknown[], make: () => V) => V {
  const slots = new WeakMap<K, Slot<V>>();
  return (key, dependsOn, make) => {
    const slot = slots.get(key);
    if (slot && sameItems(slot.dependsOn, dependsOn)) return slot.value;
    const value = make();
    slots.set(key, { dependsOn, value });
    return value;
  };
}

/** The same for a value that has several forms under one key. */
export function rememberByName<K extends object, V>(): (
  key: K,
  name: string,
  dependsOn: readonly unknown[],
  make: () => V,
) => V {
  const tables = once<K, Map<string, Slot<V>>>();
  return (key, name, dependsOn, make) => {
    const table = tables(key, () => new Map());
    const slot = table.get(name);
    if (slot && sameItems(slot.dependsOn, dependsOn)) return slot.value;
    const value = make();
    table.set(name, { dependsOn, value });
    return value;
  };
}
