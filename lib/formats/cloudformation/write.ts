import { KIND_INFO, KINDS, type Kind, parentMember, referencesOf, type SpecByKind, shapeOf } from '@/lib/model';
import { isPlain } from '../conform/conform';
import {
  type ExportDocument,
  type ExportedResource,
  type Loss,
  nameMember,
  titleOf,
  uniqueNames,
} from '../export/types';
import { pascal } from './evaluate';

/** Words that CloudFormation writes in its own way; all others begin with a capital. */
const IRREGULAR: Readonly<Record<string, string>> = {
  tls: 'TLS',
  sds: 'SDS',
  acm: 'ACM',
  grpc: 'GRPC',
  http: 'HTTP',
  http2: 'HTTP2',
  tcp: 'TCP',
  awsCloudMap: 'AWSCloudMap',
  dns: 'DNS',
};

/** One template with every resource. Names stand as text, `DependsOn` gives the order in which they can be made. */
export function writeCloudFormation(resources: readonly ExportedResource[]): ExportDocument {
  const unique = uniqueNames();
  const named = resources.map((resource) => ({ resource, id: unique(logicalId(resource), 'X') }));
  const ids = new Map(named.map(({ resource, id }) => [keyOf(resource), id]));
  const lost: Loss[] = [];
  const entries = named.map(({ resource, id }) => [id, templateResource(resource, ids, lost)]);
  const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(entries) };
  return { files: [{ name: 'mesh.template.json', text: `${JSON.stringify(template, null, 2)}\n` }], lost };
}

function logicalId({ type, params }: ExportedResource): string {
  return `${type}${String(params[nameMember(type)] ?? '')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 100)}`;
}

function templateResource(resource: ExportedResource, ids: ReadonlyMap<string, string>, lost: Loss[]): unknown {
  const { clientToken, ...params } = resource.params;
  if (clientToken !== undefined) {
    lost.push({ where: `${titleOf(resource)}: clientToken`, message: 'CloudFormation makes its own' });
  }
  const dependsOn = dependencies(resource).flatMap((key) => ids.get(key) ?? []);
  return {
    Type: `AWS::AppMesh::${resource.type}`,
    ...(dependsOn.length > 0 && { DependsOn: [...new Set(dependsOn)] }),
    Properties: written(`Create${resource.type}Input`, params),
  };
}

/** A value with the members of a shape in CloudFormation's spelling. */
function written(shapeName: string, value: unknown): unknown {
  const shape = shapeOf(shapeName);
  if (Array.isArray(value)) return value.map((element) => written(shape.member ?? '', element));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    const child = shape.members?.[name]?.shape;
    return [IRREGULAR[name] ?? pascal(name), child ? written(child, member) : member];
  });
  return Object.fromEntries(entries);
}

/** Keys of what must be there before a resource: its mesh, its parent, what its spec points at. */
function dependencies({ type, params }: ExportedResource): string[] {
  const kind = KINDS.find((k) => KIND_INFO[k].label === type);
  if (!kind || kind === 'mesh') return [];
  const inMesh = (to: Kind, name: unknown) => JSON.stringify([to, params.meshName, undefined, name]);
  const { parent } = KIND_INFO[kind];
  const parents = parent ? [inMesh(parent, params[parentMember(kind) ?? ''])] : [];
  const spec = (params.spec ?? {}) as SpecByKind[Kind];
  const checked = referencesOf(kind, spec).filter((reference) => reference.checked);
  return [inMesh('mesh', params.meshName), ...parents, ...checked.map(({ to }) => inMesh(to.kind, to.name))];
}

function keyOf({ type, params }: ExportedResource): string {
  const kind = KINDS.find((k) => KIND_INFO[k].label === type) ?? 'mesh';
  const parent = parentMember(kind);
  return JSON.stringify([kind, params.meshName, parent && params[parent], params[nameMember(type)]]);
}
