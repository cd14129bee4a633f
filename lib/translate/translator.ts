import { type MeshSnapshot, NO_CERTIFICATES, type Resource } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { rememberByName } from './memo';
import { EMPTY, RenderedProxy } from './rendered-proxy';
import { wholeGateway } from './to-envoy/gateway-parts';
import { type WholeNode, wholeNode } from './to-envoy/node-parts';
import { backendsIr, nodeIr } from './to-ir/node';
import type { ProxyProfile, ProxyResource, RenderedConfig, RenderInput, Translator } from './types';

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
    render(input: RenderInput): RenderedConfig {
      const { snapshot, directory, certificates = NO_CERTIFICATES, profile } = input;
      const found = find(input);
      if (!found) return EMPTY;
      const form = formOf(profile);
      const make = () => found.start({ profile, form });
      return proxies(found.owner, form, [snapshot.mesh], make).render(snapshot, { directory, certificates });
    },
  };
}

type Renders = Pick<RenderedProxy, 'render'>;

/** A resource that proxies stand for, and how to render it as long as it and the mesh's own settings stay. */
interface Found {
  owner: Resource;
  start(order: { profile: ProxyProfile; form: string }): Renders;
}

function find({ snapshot, resource: { kind, name }, own }: RenderInput): Found | undefined {
  if (kind === 'virtualGateway') return startGateway(isOf(kind, own) ? own : snapshot.virtualGateways.get(name));
  return startNode(snapshot, isOf(kind, own) ? own : snapshot.virtualNodes.get(name));
}

function isOf<K extends ProxyResource['kind']>(kind: K, own: Resource | undefined): own is Resource<K> {
  return own?.kind === kind;
}

function startNode(first: MeshSnapshot, owner: Resource<'virtualNode'> | undefined): Found | undefined {
  if (!owner) return undefined;
  const start: Found['start'] = (order) => {
    const node = nodeIr(first, owner);
    return new RenderedProxy((snapshot, before?: WholeNode) =>
      wholeNode({ ...order, node }, backendsIr(snapshot, owner, before?.planned.backends), before),
    );
  };
  return { owner, start };
}

function startGateway(owner: Resource<'virtualGateway'> | undefined): Found | undefined {
  if (!owner) return undefined;
  return {
    owner,
    start: ({ profile, form }) => new RenderedProxy((snapshot) => wholeGateway(snapshot, owner, profile, form)),
  };
}
