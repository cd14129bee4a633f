import { type MeshSnapshot, NO_CERTIFICATES, type Resource } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { rememberByName } from './memo';
import { EMPTY, RenderedProxy } from './rendered-proxy';
import { wholeGateway } from './to-envoy/gateway-parts';
import { type WholeNode, wholeNode } from './to-envoy/node-parts';
import { backendsIr, nodeIr } from './to-ir/node';
import type { ProxyProfile, RenderedConfig, RenderInput, Translator } from './types';

/** Makes a translator. A resource that the mesh does not have gets nothing: the control plane closes such a stream. */
export function createTranslator(): Translator {
  const forms = new WeakMap<ProxyProfile, string>();
  const proxies = rememberByName<Resource, Renders>();
  const formOf = (profile: ProxyProfile): string => {
    const form = forms.get(profile) ?? stableStringify(profile);
    forms.set(profile, form);
    return form;
  };
  return {
    render({ snapshot, directory, certificates = NO_CERTIFICATES, resource, profile }: RenderInput): RenderedConfig {
      const { kind, name } = resource;
      const form = formOf(profile);
      const owner = kind === 'virtualNode' ? snapshot.virtualNodes.get(name) : snapshot.virtualGateways.get(name);
      if (!owner) return EMPTY;
      const make = () => renderedProxy(snapshot, owner, profile, form);
      return proxies(owner, form, [snapshot.mesh], make).render(snapshot, { directory, certificates });
    },
  };
}

type Renders = Pick<RenderedProxy, 'render'>;

/** As long as the mesh's own settings, the resource and the profile stay. */
function renderedProxy(
  first: MeshSnapshot,
  owner: Resource<'virtualNode'> | Resource<'virtualGateway'>,
  profile: ProxyProfile,
  form: string,
): Renders {
  if (owner.kind === 'virtualGateway') {
    const gateway = owner as Resource<'virtualGateway'>;
    return new RenderedProxy((snapshot) => wholeGateway(snapshot, gateway, profile, form));
  }
  const node = owner as Resource<'virtualNode'>;
  const order = { node: nodeIr(first, node), profile, form };
  return new RenderedProxy((snapshot, before?: WholeNode) =>
    wholeNode(order, backendsIr(snapshot, node, before?.planned.backends), before),
  );
}
