import { API_TABLE, type ApiOperation } from '@/lib/model';

export interface Route {
  operation: string;
  api: ApiOperation;
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>;
}

export type RouteMatch =
  | { type: 'found'; route: Route }
  | { type: 'wrong-method'; allowed: readonly string[] }
  | { type: 'unknown-path' }
  /** A segment is not valid percent-encoding. */
  | { type: 'malformed-path' };

/** One place in the tree of path segments; literal children win over the parameter. */
interface TreeNode {
  literals: Map<string, TreeNode>;
  parameter?: { name: string; node: TreeNode };
  operations: Map<string, string>;
}

const newNode = (): TreeNode => ({ literals: new Map(), operations: new Map() });

/** All 38 operations as a tree, with App Mesh's odd plurals as the table has them. */
const ROOT = buildTree();

function buildTree(): TreeNode {
  const root = newNode();
  for (const [operation, { method, uri }] of Object.entries(API_TABLE.operations)) {
    uri.split('/').slice(1).reduce(childFor, root).operations.set(method, operation);
  }
  return root;
}

function childFor(node: TreeNode, segment: string): TreeNode {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.parameter ??= { name, node: newNode() };
    if (node.parameter.name !== name) throw new Error(`two names for one path parameter: ${segment}`);
    return node.parameter.node;
  }
  const child = node.literals.get(segment) ?? newNode();
  node.literals.set(segment, child);
  return child;
}

/** Finds the operation of a request. The raw path is split first, then each segment decoded: names may hold `/`. */
export function matchRoute(method: string, rawPath: string): RouteMatch {
  const params: Record<string, string> = {};
  let node: TreeNode | undefined = ROOT;
  for (const raw of rawPath.split('/').slice(1)) {
    const segment = decode(raw);
    if (segment === undefined) return { type: 'malformed-path' };
    const literal: TreeNode | undefined = node.literals.get(segment);
    if (!literal && node.parameter) params[node.parameter.name] = segment;
    node = literal ?? node.parameter?.node;
    if (!node) return { type: 'unknown-path' };
  }
  return found(node, method, params);
}

function found(node: TreeNode, method: string, params: Record<string, string>): RouteMatch {
  if (node.operations.size === 0) return { type: 'unknown-path' };
  const operation = node.operations.get(method);
  const api = operation === undefined ? undefined : API_TABLE.operations[operation];
  if (!operation || !api) return { type: 'wrong-method', allowed: [...node.operations.keys()] };
  return { type: 'found', route: { operation, api, params } };
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
