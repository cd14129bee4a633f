/** Which node or gateway a proxy is for, as App Mesh's image takes it in APPMESH_RESOURCE_ARN. */
export interface ResourceOfProxy {
  /** The text itself: App Mesh's agent made it the node's id as it was. */
  readonly nodeId: string;
  readonly mesh: string;
  readonly kind: 'virtualNode' | 'virtualGateway';
  readonly name: string;
}

/** Reads `mesh/M/virtualNode/N`, `mesh/M/virtualGateway/G` or their ARN; a text says what is wrong. */
export function parseResource(text: string): ResourceOfProxy | string {
  const [, mesh, kind, ...rest] = text.split('/');
  const wanted = 'mesh/<mesh>/virtualNode/<name>, mesh/<mesh>/virtualGateway/<name>, or such an ARN';
  const starts = /^(arn:aws[a-z-]*:appmesh:[^:/]*:[^:/]*:)?mesh\//.test(text);
  const name = rest.join('/');
  if (!starts || !mesh || !name) return `${JSON.stringify(text)} is not of the form ${wanted}`;
  if (kind !== 'virtualNode' && kind !== 'virtualGateway')
    return `a proxy is for a virtual node or gateway, not a ${kind}`;
  return { nodeId: text, mesh, kind, name };
}
