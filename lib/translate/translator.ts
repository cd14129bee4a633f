import type { MeshSnapshot, Resource } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { rememberByName, sameItems } from './memo';
import { wholeGateway } from './to-envoy/gateway-parts';
import { type WholeNode, wholeNode } from './to-envoy/node-parts';
import { backendsIr, nodeIr } from './to-ir/node';
import type {
  EncodedResource,
  ProxyProfile,
  ProxyResource,
  RenderedConfig,
  RenderInput,
  ResourceType,
  Translator,
} from './types';

const NONE: readonly EncodedResource[] = [];
const EMPTY: RenderedConfig = {
  cluster: new Map(),
  endpoint: new Map(),
  listener: new Map(),
  route: new Map(),
  secret: new Map(),
};

/** A rendered configuration with the lists that it was made from: equal lists give the same maps. */
interface Rendered {
  lists: Readonly<Record<ResourceType, readonly EncodedResource[]>>;
  config: RenderedConfig;
}

/** Makes a translator. A resource that the mesh does not have gets nothing: the control plane closes such a stream. */
export function createTranslator(): Translator {
  const forms = new WeakMap<ProxyProfile, string>();
  const rendered = rememberByName<Resource, Rendered>();
  const formOf = (profile: ProxyProfile): string => {
    const form = forms.get(profile) ?? stableStringify(profile);
    forms.set(profile, form);
    return form;
  };
  return {
    render({ snapshot, directory, resource, profile }: RenderInput): RenderedConfig {
      const form = formOf(profile);
      const stored = resourceOf(snapshot, resource);
      if (!stored) return EMPTY;
      const whole = wholeOf(snapshot, stored, profile, form);
      const endpoints = whole.assignments.map((assignment) => assignment(directory));
      return rendered(stored, form, [whole, ...endpoints], (before) => renderedFrom(whole, endpoints, before)).config;
    },
  };
}

type ProxyOwner = Resource<'virtualNode'> | Resource<'virtualGateway'>;

function resourceOf(snapshot: MeshSnapshot, { kind, name }: ProxyResource): ProxyOwner | undefined {
  return kind === 'virtualNode' ? snapshot.virtualNodes.get(name) : snapshot.virtualGateways.get(name);
}

function wholeOf(snapshot: MeshSnapshot, owner: ProxyOwner, profile: ProxyProfile, form: string): WholeNode {
  if (owner.kind === 'virtualGateway') {
    return wholeGateway(snapshot, owner as Resource<'virtualGateway'>, profile, form);
  }
  const node = owner as Resource<'virtualNode'>;
  return wholeNode(nodeIr(snapshot, node), backendsIr(snapshot, node), profile, form);
}

function renderedFrom(whole: WholeNode, endpoints: readonly EncodedResource[], before: Rendered | undefined): Rendered {
  const lists = {
    cluster: whole.clusters,
    endpoint: endpoints,
    listener: whole.listeners,
    route: whole.routes,
    secret: NONE,
  };
  const table = (type: ResourceType) => {
    if (before && sameItems(before.lists[type], lists[type])) return before.config[type];
    const sorted = [...lists[type]].sort((a, b) => (a.name < b.name ? -1 : 1));
    return new Map(sorted.map((resource) => [resource.name, resource]));
  };
  return {
    lists,
    config: {
      cluster: table('cluster'),
      endpoint: table('endpoint'),
      listener: table('listener'),
      route: table('route'),
      secret: EMPTY.secret,
    },
  };
}
