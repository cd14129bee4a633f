import type { MeshKey, ResourceRef } from '../kinds';

/** A resource that a proxy can stand for, wherever its mesh lives. */
export interface ClaimedResource {
  mesh: MeshKey;
  resource: Pick<ResourceRef, 'kind' | 'name'>;
}

interface Parsed {
  region: string | undefined;
  account: string | undefined;
  mesh: string;
  kind: string;
  name: string;
}

const SHAPE = /^(?:arn:[^:]+:appmesh:([^:]+):(\d{12}|\*):)?mesh\/([^/]+)\/(virtualNode|virtualGateway|\*)\/(.+)$/;

function parse(pattern: string): Parsed | undefined {
  const found = SHAPE.exec(pattern);
  const [, region, account, mesh, kind, name] = found ?? [];
  return mesh && kind && name ? { region, account, mesh, kind, name } : undefined;
}

/**
 * What is wrong with a pattern: undefined when it is one. `mesh/shop/virtualNode/checkout`, `mesh/*\/virtualGateway/*`,
 * or the ARN, as in the Resource of IAM policies for App Mesh.
 */
export function resourcePatternProblem(pattern: string): string | undefined {
  if (parse(pattern)) return undefined;
  return `${JSON.stringify(pattern)} is neither mesh/<mesh>/virtualNode/<name>, mesh/<mesh>/virtualGateway/<name> nor such an ARN`;
}

/**
 * Whether a pattern covers a resource. `*` stands for any text: in the name for any at all, elsewhere for any without
 * `/`. The short form means the home account and region, so that no mesh of another account is meant by chance.
 */
export function coversResource(
  pattern: string,
  { mesh, resource }: ClaimedResource,
  home: { account: string; region: string },
): boolean {
  const parsed = parse(pattern);
  if (!parsed) return false;
  return (
    matches(parsed.account ?? home.account, mesh.account) &&
    matches(parsed.region ?? home.region, mesh.region) &&
    matches(parsed.mesh, mesh.mesh) &&
    matches(parsed.kind, resource.kind) &&
    fits(parsed.name, resource.name)
  );
}

/** Whether a text fits a pattern, in which `*` stands for any text without `/`. */
export function matches(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.split('/'), text.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => fits(part, given[index] ?? ''));
}

/** The same where `*` stands for any text. One pass without going back, however many stars there are. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
