import type { Resource } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { rememberByName, sameItems } from './memo';
import { wholeNode } from './to-envoy/node-parts';
import { backendsIr, nodeIr } from './to-ir/node';
import type { EncodedResource, ProxyProfile, RenderedConfig, RenderInput, ResourceType, Translator } from './types';

const EMPTY: RenderedConfig = {
  cluster: new Map(),
  endpoint: new Map(),
  listener: new Map(),
  route: new Map(),
  secret: new Map(),
};

/**
 * Makes a translator. A virtual gateway, or a resource that the mesh does not have, gets nothing: the control plane
 * closes such a stream (gateways are not rendered yet).
 */
export function createTranslator(): Translator {
  const forms = new WeakMap<ProxyProfile, string>();
  const rendered = rememberByName<Resource<'virtualNode'>, RenderedConfig>();
  const formOf = (profile: ProxyProfile): string => {
    const form = forms.get(profile) ?? stableStringify(profile);
    forms.set(profile, form);
    return form;
  };
  return {
    render({ snapshot, directory, resource, profile }: RenderInput): RenderedConfig {
      const node = resource.kind === 'virtualNode' ? snapshot.virtualNodes.get(resource.name) : undefined;
      if (!node) return EMPTY;
      const form = formOf(profile);
      const whole = wholeNode(nodeIr(snapshot, node), backendsIr(snapshot, node), profile, form);
      const endpoints = whole.assignments.map((assignment) => assignment(directory));
      return rendered(node, form, [whole, ...endpoints], (before = EMPTY) => ({
        cluster: table(before, 'cluster', whole.clusters),
        endpoint: table(before, 'endpoint', endpoints),
        listener: table(before, 'listener', whole.listeners),
        route: table(before, 'route', whole.routes),
        secret: EMPTY.secret,
      }));
    },
  };
}

/** Resources by name, sorted; the former map where nothing in it changed. */
function table(
  before: RenderedConfig,
  type: ResourceType,
  resources: readonly EncodedResource[],
): ReadonlyMap<string, EncodedResource> {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const sorted = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (sameItems(sorted, [...before[type].values()])) return before[type];
  return new Map(sorted.map((resource) => [resource.name, resource]));
}
