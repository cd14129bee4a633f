/** A spec as a form sees it: any tree of JSON. Members that the form does not know stay in it untouched. */
export type SpecTree = Record<string, unknown>;
export type SpecPath = readonly (string | number)[];

/** The value at a path; undefined when something on the way is missing. */
export function getAt(tree: unknown, path: SpecPath): unknown {
  return path.reduce<unknown>((value, step) => (isContainer(value) ? Reflect.get(value, step) : undefined), tree);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * The tree with another value at a path; what lies beside the path is shared. Undefined takes the member out; objects
 * that were left empty by it go too, down to a path of `keep` steps.
 *
 * @example setAt({ logging: { accessLog: { file: { path: 'x' } } } }, ['logging', 'accessLog', 'file', 'path'], undefined) // {}
 */
export function setAt(tree: SpecTree, path: SpecPath, value: unknown, keep = 0): SpecTree {
  const next = put(tree, path, value, 0, keep);
  return isContainer(next) ? (next as SpecTree) : {};
}

function put(node: unknown, path: SpecPath, value: unknown, depth: number, keep: number): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  const child = put(isContainer(node) ? Reflect.get(node, step) : undefined, path, value, depth + 1, keep);
  if (Array.isArray(node) || typeof step === 'number') return putElement(node, Number(step), child);
  const { [step]: _before, ...others } = isContainer(node) ? (node as SpecTree) : {};
  if (child === undefined) return Object.keys(others).length === 0 && depth > keep ? undefined : others;
  // Existing members keep their place, so that the YAML does not jump about.
  return isContainer(node) && Object.hasOwn(node, step) ? { ...node, [step]: child } : { ...others, [step]: child };
}

function putElement(node: unknown, index: number, child: unknown): unknown[] {
  const list = Array.isArray(node) ? [...node] : [];
  if (child === undefined) list.splice(index, 1);
  else list[index] = child;
  return list;
}

/** Whether two trees are equal, whatever the order of their members. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((k) => Object.hasOwn(b, k) && sameTree(Reflect.get(a, k), Reflect.get(b, k)))
  );
}
