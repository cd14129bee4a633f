import { stringify } from 'yaml';
import { arnOf, type Kind } from '@/lib/model';
import { isPlain } from '../conform/conform';
import {
  type ExportDocument,
  type ExportedResource,
  type Loss,
  nameMember,
  titleOf,
  uniqueNames,
} from '../export/types';

/** Account and region of ARNs that lead to resources outside the export. */
export interface CrdOptions {
  account?: string;
  region?: string;
}

type Fields = Record<string, unknown>;

/**
 * One YAML file: for each mesh a Namespace, the Mesh that selects it, and its members with `awsName`, so that their
 * names in App Mesh stay. What the CRDs cannot say is in `lost`.
 */
export function writeCrd(resources: readonly ExportedResource[], options: CrdOptions = {}): ExportDocument {
  const writer = new CrdWriter(resources, options);
  const text = writer.objects().map((object) => stringify(object, { aliasDuplicateObjects: false, lineWidth: 0 }));
  return { files: [{ name: 'mesh.yaml', text: text.join('---\n') }], lost: writer.lost };
}

class CrdWriter {
  readonly lost: Loss[] = [];
  /** Kubernetes names by type, mesh and name. */
  private readonly names = new Map<string, string>();
  private readonly namespaces = new Map<unknown, string>();

  constructor(
    private readonly resources: readonly ExportedResource[],
    private readonly options: CrdOptions,
  ) {
    const unique = new Map<string, ReturnType<typeof uniqueNames>>();
    for (const { type, params } of resources.filter((resource) => resource.type !== 'Route')) {
      if (!this.namespaces.has(params.meshName)) this.nameSpace(params.meshName);
      const taken = unique.get(type) ?? uniqueNames();
      unique.set(type, taken);
      const parent = type === 'GatewayRoute' ? params.virtualGatewayName : undefined;
      this.names.set(
        key(type, params.meshName, params[nameMember(type)], parent),
        taken(slug(params[nameMember(type)]), '-'),
      );
    }
  }

  objects(): Fields[] {
    const namespaces = [...this.namespaces.values()].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { mesh: name } },
    }));
    return [
      ...namespaces,
      ...this.resources.filter(({ type }) => type !== 'Route').map((r) => this.object(r)),
      ...this.strayRoutes(),
    ];
  }

  private nameSpace(mesh: unknown): void {
    const taken = new Set(this.namespaces.values());
    let name = slug(mesh);
    for (let i = 2; taken.has(name); i++) name = `${slug(mesh)}-${i}`;
    this.namespaces.set(mesh, name);
  }

  private object(resource: ExportedResource): Fields {
    const { type, params, podSelector } = resource;
    this.lose(resource, ['tags', 'clientToken', 'meshOwner']);
    const awsName = params[nameMember(type)];
    const namespace = this.namespaces.get(params.meshName) ?? '';
    const gateway = type === 'GatewayRoute' ? params.virtualGatewayName : awsName;
    const labels = {
      'virtual-gateway': this.names.get(key('VirtualGateway', params.meshName, gateway)) ?? slug(gateway),
    };
    const parent = type === 'GatewayRoute' ? gateway : undefined;
    return {
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: type,
      metadata: {
        name: this.names.get(key(type, params.meshName, awsName, parent)),
        ...(type !== 'Mesh' && { namespace }),
        ...(type === 'GatewayRoute' && { labels }),
      },
      spec: {
        awsName,
        ...(type === 'Mesh' && { namespaceSelector: { matchLabels: { mesh: namespace } } }),
        ...(type === 'VirtualGateway' && {
          namespaceSelector: { matchLabels: { mesh: namespace } },
          gatewayRouteSelector: { matchLabels: labels },
        }),
        ...(podSelector !== undefined && { podSelector }),
        ...this.spec(resource),
      },
    };
  }

  private spec(resource: ExportedResource): Fields {
    const { type, params } = resource;
    const spec = isPlain(params.spec) ? params.spec : {};
    const { serviceDiscovery, ...rest } = this.translated(spec, resource, []) as Fields;
    if (type === 'Mesh') return { ...rest, ...this.meshDiscovery(resource, serviceDiscovery) };
    const routes = type === 'VirtualRouter' ? this.routesOf(resource) : [];
    return {
      ...rest,
      ...(serviceDiscovery !== undefined && { serviceDiscovery }),
      ...(routes.length > 0 && { routes }),
    };
  }

  private meshDiscovery(resource: ExportedResource, discovery: unknown): Fields {
    const preference = isPlain(discovery) ? discovery.ipPreference : undefined;
    if (preference === undefined || preference === 'IPv4_ONLY' || preference === 'IPv6_ONLY') {
      return discovery === undefined ? {} : { meshServiceDiscovery: discovery };
    }
    this.lost.push({
      where: `${titleOf(resource)}: spec.serviceDiscovery.ipPreference`,
      message: `no ${preference} in the CRD`,
    });
    return {};
  }

  private routesOf({ params }: ExportedResource): Fields[] {
    const own = this.resources.filter(
      (route) =>
        route.type === 'Route' &&
        route.params.meshName === params.meshName &&
        route.params.virtualRouterName === params.virtualRouterName,
    );
    return own.map((route) => {
      this.lose(route, ['tags', 'clientToken', 'meshOwner']);
      return { name: route.params.routeName, ...(this.translated(route.params.spec, route, []) as Fields) };
    });
  }

  /** Routes whose router is not exported have no object that could hold them. */
  private strayRoutes(): Fields[] {
    for (const route of this.resources.filter(({ type }) => type === 'Route')) {
      const { meshName, virtualRouterName } = route.params;
      if (this.names.has(key('VirtualRouter', meshName, virtualRouterName))) continue;
      const message = `routes stand inside their VirtualRouter, and ${String(virtualRouterName)} is not among these resources`;
      this.lost.push({ where: titleOf(route), message });
    }
    return [];
  }

  /** A spec in the CRD's words: names become references, or ARNs where the target is not exported. */
  private translated(value: unknown, resource: ExportedResource, path: readonly string[]): unknown {
    if (Array.isArray(value)) return value.map((element) => this.translated(element, resource, path));
    if (!isPlain(value)) return value;
    const result: Fields = {};
    for (const [name, member] of Object.entries(value)) {
      const here = [...path, name];
      if (name === 'ipPreference' && resource.type === 'VirtualNode') {
        this.lost.push({ where: `${titleOf(resource)}: spec.${here.join('.')}`, message: 'the CRD has no such field' });
      } else if (name === 'certificateArn') result.certificateARN = member;
      else if (name === 'certificateAuthorityArns') result.certificateAuthorityARNs = member;
      else if (typeof member === 'string' && REFERENCE.test(name)) {
        Object.assign(result, this.reference(name.replace('Name', '') as Kind, member, resource));
      } else result[name] = this.translated(member, resource, here);
    }
    return result;
  }

  private reference(kind: Kind, name: string, { params }: ExportedResource): Fields {
    const type = kind.charAt(0).toUpperCase() + kind.slice(1);
    const known = this.names.get(key(type, params.meshName, name));
    if (known !== undefined) return { [`${kind}Ref`]: { name: known } };
    const { account = '000000000000', region = 'us-east-1' } = this.options;
    return { [`${kind}ARN`]: arnOf({ account, region, mesh: String(params.meshName) }, { kind, name }) };
  }

  private lose(resource: ExportedResource, members: readonly string[]): void {
    for (const member of members.filter((m) => resource.params[m] !== undefined)) {
      this.lost.push({ where: `${titleOf(resource)}: ${member}`, message: 'the CRD has no such field' });
    }
  }
}

/** Members that name another resource; `virtualNode` as a text is that of a weighted target. */
const REFERENCE = /^(virtualNode(Name)?|virtualRouterName|virtualServiceName)$/;

function key(type: string, mesh: unknown, name: unknown, parent?: unknown): string {
  return JSON.stringify([type, mesh, name, parent]);
}

/** A name as Kubernetes takes it: small letters, digits and dashes, at most 50 of them. */
function slug(name: unknown): string {
  const text = String(name ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return text === '' ? 'x' : text;
}
