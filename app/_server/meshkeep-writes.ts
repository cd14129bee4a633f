/** Every write of the Meshkeep API that a browser may make: a mesh's drafts, layout and settings, proxy credentials, authorities, certificates, connections. Paths as they stand in an address. */
const WRITES: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', /^meshes\/[^/]+\/drafts$/],
  ['PATCH', /^meshes\/[^/]+\/drafts\/[^/]+$/],
  ['DELETE', /^meshes\/[^/]+\/drafts\/[^/]+$/],
  ['POST', /^meshes\/[^/]+\/drafts\/[^/]+\/(changes|comments|undo|redo|rebase|apply)$/],
  ['PATCH', /^meshes\/[^/]+\/(layout|settings)$/],
  ['POST', /^proxy-credentials$/],
  ['POST', /^client-authorities$/],
  ['DELETE', /^client-authorities\/[^/]+$/],
  ['DELETE', /^proxy-credentials\/[^/]+$/],
  ['POST', /^certificates$/],
  // The ARN stands in the query.
  ['DELETE', /^certificates$/],
  ['POST', /^connections(\/test)?$/],
  ['PUT', /^connections\/[^/]+$/],
  ['DELETE', /^connections\/[^/]+$/],
  // Changes nothing; a POST because its body may hold a token.
  ['POST', /^meshes\/[^/]+\/bootstrap$/],
];

/** Whether a write is let through to the control plane; `path` is what follows `/meshkeep/v1/`, escaped. */
export function isMeshkeepWrite(method: string, path: string): boolean {
  return WRITES.some(([allowed, pattern]) => allowed === method && pattern.test(path));
}
