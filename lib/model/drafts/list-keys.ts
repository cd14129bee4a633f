import { isJsonObject, memberOf } from './json';

/** Ways to tell one element of a list from the others, in the order in which they are tried. */
const KEYINGS = {
  virtualNode: (element: unknown) => memberOf(element, 'virtualNode'),
  'virtualNode:port': (element: unknown) => {
    const node = memberOf(element, 'virtualNode');
    return typeof node === 'string' ? `${node}:${String(memberOf(element, 'port') ?? '')}` : undefined;
  },
  virtualService: (element: unknown) => memberOf(memberOf(element, 'virtualService'), 'virtualServiceName'),
  port: (element: unknown) => memberOf(memberOf(element, 'portMapping'), 'port'),
  name: (element: unknown) => memberOf(element, 'name'),
  key: (element: unknown) => memberOf(element, 'key'),
} as const;

/** What an element is told by: a weighted target by its node, a listener by its port, a header by its name. */
export type Keying = keyof typeof KEYINGS;

export const KEYING_NAMES = Object.keys(KEYINGS) as Keying[];

/** The elements of several versions of one list, each told by its key. */
export interface KeyedLists {
  by: Keying;
  /** One map for each list, in the list's order. */
  lists: readonly ReadonlyMap<string, unknown>[];
}

/** Finds the first keying under which every element of every list has a key of its own; undefined if there is none. */
export function keyLists(lists: readonly (readonly unknown[])[]): KeyedLists | undefined {
  for (const by of KEYING_NAMES) {
    const keyed = lists.map((list) => keyedBy(by, list));
    if (keyed.every((map) => map !== undefined)) return { by, lists: keyed };
  }
  return undefined;
}

/** The key of one element; undefined where it has none. */
export function keyOf(by: Keying, element: unknown): string | undefined {
  const key = isJsonObject(element) ? KEYINGS[by](element) : undefined;
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

function keyedBy(by: Keying, list: readonly unknown[]): Map<string, unknown> | undefined {
  const map = new Map<string, unknown>();
  for (const element of list) {
    const key = keyOf(by, element);
    if (key === undefined || map.has(key)) return undefined;
    map.set(key, element);
  }
  return map;
}
