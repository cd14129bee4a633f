/**
 * Golden cases: `testdata/<case>/in.yaml` holds the whole input (resources in App Mesh's shapes, instances, the proxy
 * and its profile), `out.*.yaml` what a proxy gets. `npm run golden` rewrites the latter; the diff is the review.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { CertificateDirectory, Instance, InstanceDirectory, Kind, MeshKey, Resource } from '@/lib/model';
import { buildSnapshot } from '@/lib/model';
import { decodeResource } from '../decode';
import { createTranslator } from '../translator';
import type { ProxyProfile, ProxyResource, RenderedConfig, RenderInput } from '../types';

const TESTDATA = join(import.meta.dirname, '../testdata');

/** Files of a case's output, and the type of resource in each. */
export const OUTPUTS = {
  clusters: 'cluster',
  endpoints: 'endpoint',
  listeners: 'listener',
  routes: 'route',
  secrets: 'secret',
} as const;

export type Output = keyof typeof OUTPUTS;

/** A resource as Create operations take it: its own name, its parent's, the spec. */
interface Sent {
  meshName?: string;
  virtualNodeName?: string;
  virtualRouterName?: string;
  routeName?: string;
  virtualServiceName?: string;
  virtualGatewayName?: string;
  gatewayRouteName?: string;
  spec?: object;
}

interface CaseFile {
  mesh: Sent;
  virtualNodes?: Sent[];
  virtualRouters?: Sent[];
  routes?: Sent[];
  virtualServices?: Sent[];
  virtualGateways?: Sent[];
  gatewayRoutes?: Sent[];
  instances?: { namespaceName: string; serviceName: string; instances: Instance[] }[];
  /** What this proxy may have of the certificates that we hold. */
  certificates?: { arn: string; chain: string; privateKey: string; authority: string; root: string }[];
  proxy: { resource: ProxyResource; profile: ProxyProfile };
}

/** Names of all cases. */
export function caseNames(): string[] {
  return readdirSync(TESTDATA).filter((name) => existsSync(join(TESTDATA, name, 'in.yaml')));
}

/** Outputs that a case has: secrets only where there are any. */
export function outputsOf(config: RenderedConfig): Output[] {
  return (Object.keys(OUTPUTS) as Output[]).filter((output) => output !== 'secrets' || config.secret.size > 0);
}

/** Path of one of a case's output files. */
export function outputPath(name: string, output: Output): string {
  return join(TESTDATA, name, `out.${output}.yaml`);
}

/** Resources of a case, as the store would hold them. */
export function caseResources(name: string): Resource[] {
  return resourcesOfFile(readCase(name));
}

/** Input of a case. */
export function caseInput(name: string): RenderInput {
  const file = readCase(name);
  const key: MeshKey = { account: '000000000000', region: 'us-east-1', mesh: file.mesh.meshName ?? '' };
  return {
    snapshot: buildSnapshot(key, 1, resourcesOfFile(file)),
    directory: directoryOf(file.instances ?? []),
    certificates: certificatesOf(file.certificates ?? []),
    resource: file.proxy.resource,
    profile: file.proxy.profile,
  };
}

/** What a proxy of this case gets; of another version of Envoy than the case's where it is given. */
export function renderCase(name: string, envoyVersion?: readonly [number, number]): RenderedConfig {
  const input = caseInput(name);
  const profile = { ...input.profile, ...(envoyVersion && { envoyVersion }) };
  return createTranslator().render({ ...input, profile });
}

/** Decoded resources of one type, as Envoy's JSON. */
export function decoded(config: RenderedConfig, output: Output): unknown[] {
  const type = OUTPUTS[output];
  return [...config[type].values()].map((resource) => decodeResource(type, resource.bytes));
}

/** Text of one output file. */
export function outputText(config: RenderedConfig, output: Output): string {
  return stringify(decoded(config, output).map(namesFirst), { lineWidth: 0 });
}

function readCase(name: string): CaseFile {
  return parse(readFileSync(join(TESTDATA, name, 'in.yaml'), 'utf8')) as CaseFile;
}

function resourcesOfFile(file: CaseFile): Resource[] {
  const mesh = file.mesh.meshName ?? '';
  const make = (kind: Kind, name: string | undefined, sent: Sent, parent?: string) =>
    ({
      meshKey: { account: '000000000000', region: 'us-east-1', mesh },
      kind,
      ...(parent !== undefined && { parent }),
      name: name ?? '',
      uid: `${kind}-${name}`,
      version: 1,
      createdAt: 0,
      lastUpdatedAt: 0,
      resourceOwner: '000000000000',
      spec: sent.spec ?? {},
      tags: [],
      writer: { door: 'sdk', who: 'golden', userAgent: '' },
    }) as Resource;
  return [
    make('mesh', mesh, file.mesh),
    ...(file.virtualNodes ?? []).map((sent) => make('virtualNode', sent.virtualNodeName, sent)),
    ...(file.virtualRouters ?? []).map((sent) => make('virtualRouter', sent.virtualRouterName, sent)),
    ...(file.routes ?? []).map((sent) => make('route', sent.routeName, sent, sent.virtualRouterName)),
    ...(file.virtualServices ?? []).map((sent) => make('virtualService', sent.virtualServiceName, sent)),
    ...(file.virtualGateways ?? []).map((sent) => make('virtualGateway', sent.virtualGatewayName, sent)),
    ...(file.gatewayRoutes ?? []).map((sent) =>
      make('gatewayRoute', sent.gatewayRouteName, sent, sent.virtualGatewayName),
    ),
  ];
}

function directoryOf(lists: NonNullable<CaseFile['instances']>): InstanceDirectory {
  const table = new Map(lists.map((one) => [`${one.namespaceName} ${one.serviceName}`, one.instances]));
  const none: Instance[] = [];
  return { instances: (namespaceName, serviceName) => table.get(`${namespaceName} ${serviceName}`) ?? none };
}

function certificatesOf(held: NonNullable<CaseFile['certificates']>): CertificateDirectory {
  return {
    certificate: (arn) => held.find((one) => one.arn === arn),
    authority: (arn) => held.find(({ authority }) => authority === arn)?.root,
    authorityOf: (arn) => held.find((one) => one.arn === arn)?.root,
    notAfter: () => undefined,
  };
}

/** Puts what names a thing at its head: Envoy's field numbers would put it anywhere. */
function namesFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesFirst);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([member, inner]) => [member, namesFirst(inner)] as const);
  const rank = (member: string) => ['name', 'cluster_name', '@type'].indexOf(member) + 1 || 9;
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}
