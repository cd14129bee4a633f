import { KINDS, type Kind, type MeshKey, type ResourceRef } from './kinds';

const CHILD_KINDS = KINDS.filter((kind) => kind !== 'mesh');

/** The ARN of a resource. `owner` is its resource owner: in a shared mesh's child it is not the mesh's account [UG routes]. */
export function arnOf(mesh: MeshKey, ref: ResourceRef, owner: string = mesh.account): string {
  const base = `arn:aws:appmesh:${mesh.region}:${owner}:mesh/${mesh.mesh}`;
  if (ref.kind === 'mesh') return base;
  if (ref.kind === 'route') return `${base}/virtualRouter/${ref.parent}/route/${ref.name}`;
  if (ref.kind === 'gatewayRoute') return `${base}/virtualGateway/${ref.parent}/gatewayRoute/${ref.name}`;
  return `${base}/${ref.kind}/${ref.name}`;
}

export interface ParsedArn {
  /** Account named in the ARN: the resource's owner. */
  account: string;
  region: string;
  mesh: string;
  /**
   * What it may mean, likeliest first. There is more than one only for names that hold `/route/` or
   * `/gatewayRoute/` themselves, since ARNs escape nothing.
   */
  refs: readonly ResourceRef[];
}

/** Reads an ARN of any account and region; undefined when it is none of App Mesh's. */
export function parseArn(arn: string): ParsedArn | undefined {
  const match = /^arn:aws[a-z-]*:appmesh:([a-z0-9-]+):(\d{12}):mesh\/([^/]+)(?:\/(.+))?$/s.exec(arn);
  if (!match) return undefined;
  const [, region = '', account = '', mesh = '', rest] = match;
  const refs = rest === undefined ? [{ kind: 'mesh' as const, name: mesh }] : childRefs(rest);
  return refs.length === 0 ? undefined : { account, region, mesh, refs };
}

function childRefs(rest: string): ResourceRef[] {
  const kind = CHILD_KINDS.find((k) => rest.startsWith(`${k}/`));
  if (!kind || kind === 'route' || kind === 'gatewayRoute') return [];
  const name = rest.slice(kind.length + 1);
  if (name === '') return [];
  const own: ResourceRef = { kind, name };
  if (kind === 'virtualRouter') return [...nestedRefs('route', name), own];
  if (kind === 'virtualGateway') return [...nestedRefs('gatewayRoute', name), own];
  return [own];
}

/** `R/route/X` → route X of R, for every place where `/route/` stands. */
function nestedRefs(kind: Extract<Kind, 'route' | 'gatewayRoute'>, text: string): ResourceRef[] {
  const separator = `/${kind}/`;
  const refs: ResourceRef[] = [];
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    const parent = text.slice(0, at);
    const name = text.slice(at + separator.length);
    if (parent !== '' && name !== '') refs.push({ kind, parent, name });
  }
  return refs;
}
