import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type SpecTree, sameTree } from './spec-tree';

/**
 * The text that a person wrote, changed so that it says `spec`: comments, order and spelling of all that did not change
 * stay. Undefined where that cannot be done: broken YAML, or anchors, whose change would change other places too.
 */
export function editYaml(text: string, spec: SpecTree): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents) || hasAnchors(document)) return undefined;
  syncMap(document, document.contents, spec);
  return document.toString({ lineWidth: 0 });
}

function hasAnchors(document: Document): boolean {
  let found = false;
  visit(document, (_, node) => {
    found ||= isAlias(node) || (isPair(node) && isScalar(node.key) && node.key.value === '<<');
    return found ? visit.BREAK : undefined;
  });
  return found;
}

function syncMap(document: Document, map: YAMLMap, value: SpecTree): void {
  map.items = map.items.filter(({ key }) => Object.hasOwn(value, keyText(key)) && value[keyText(key)] !== undefined);
  for (const [name, wanted] of Object.entries(value)) {
    if (wanted === undefined) continue;
    const pair = map.items.find(({ key }) => keyText(key) === name);
    if (pair) pair.value = synced(document, pair.value, wanted);
    else map.items.push(document.createPair(name, wanted));
  }
}

const keyText = (key: unknown) => String(isScalar(key) ? key.value : key);

/** A node that says a value: the one that is there, as far as it can stay. */
function synced(document: Document, node: unknown, value: unknown): unknown {
  if (isMap(node) && isPlain(value)) {
    syncMap(document, node, value);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    syncSeq(document, node, value);
    return node;
  }
  if (isScalar(node) && !isCollection(value)) {
    if (node.value !== value) {
      node.value = value;
      // How the old value was spelled says nothing of the new one.
      node.source = undefined;
      node.format = undefined;
    }
    return node;
  }
  return document.createNode(value);
}

/** Elements that are still there keep their nodes, wherever they stand now; others change in place. */
function syncSeq(document: Document, seq: YAMLSeq, values: readonly unknown[]): void {
  const old = seq.items as (Node | undefined)[];
  const plain = old.map((item) => item?.toJSON());
  const taken = new Set<number>();
  const same = values.map((value) => {
    const found = plain.findIndex((one, i) => !taken.has(i) && sameTree(one, value));
    if (found >= 0) taken.add(found);
    return found;
  });
  seq.items = values.map((value, i) => {
    const found = same[i] ?? -1;
    if (found >= 0) return old[found];
    if (i >= old.length || taken.has(i)) return document.createNode(value);
    taken.add(i);
    return synced(document, old[i], value);
  });
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown): value is SpecTree {
  return isCollection(value) && !Array.isArray(value);
}
