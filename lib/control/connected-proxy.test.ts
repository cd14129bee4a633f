/** What a proxy refused is kept over its streams, as far as that says anything of the next. */
import { describe, expect, it } from 'vitest';
import type { EncodedResource, RenderedConfig } from '@/lib/translate';
import type { StreamInfo } from '@/lib/xds';
import { ConnectedProxy, type Refusal } from './connected-proxy';
import type { Group } from './groups';

const secret = (version: string): EncodedResource => ({ name: 'certificate:a;b', version, bytes: new Uint8Array() });
const NOTHING = new Map<string, EncodedResource>();
const configOf = (version: string): RenderedConfig => ({
  cluster: NOTHING,
  endpoint: NOTHING,
  listener: NOTHING,
  route: NOTHING,
  secret: new Map([['certificate:a;b', secret(version)]]),
});
const REFUSAL: Refusal = {
  at: 1,
  message: 'Invalid path: a',
  resources: ['certificate:a;b'],
  resourceType: 'secret',
  revision: 7,
  current: true,
};
const FIRST_LOAD = { generation: 3, ranBefore: 0, since: 10, types: 16, touches: () => true };

function connect(resumed: boolean): { proxy: ConnectedProxy; group: Group } {
  const group = {
    resource: { kind: 'virtualNode', name: 'n' },
    config: configOf('1'),
    dataplane: { mode: 'intercept' },
  };
  const stream = { resumed, peer: { address: '10.0.0.1:1' }, node: { id: 'n', metadata: {} }, connectedAt: 10 };
  const proxy = new ConnectedProxy('p', stream as unknown as StreamInfo, group as unknown as Group, 'i', [REFUSAL]);
  proxy.load(FIRST_LOAD, 10);
  return { proxy, group: group as unknown as Group };
}

const shown = (proxy: ConnectedProxy) => {
  const { state, refusals } = proxy.toApi(7, undefined);
  return { state, current: refusals.map(({ current }) => current) };
};

describe('a secret that was refused', () => {
  it('counts as refused after the same Envoy came back, although it acknowledges it then', () => {
    const { proxy } = connect(true);
    expect(shown(proxy)).toEqual({ state: 'refused', current: [true] });
    proxy.acknowledged('secret', 3, 20);
    expect(shown(proxy)).toEqual({ state: 'refused', current: [true] });
  });

  it('is on its way again once it is another one', () => {
    const { proxy, group } = connect(true);
    group.config = configOf('2');
    proxy.acknowledged('secret', 4, 20);
    expect(shown(proxy)).toEqual({ state: 'current', current: [false] });
  });

  it('is tried anew by an Envoy that has just started', () => {
    const { proxy } = connect(false);
    expect(shown(proxy)).toEqual({ state: 'behind', current: [false] });
    proxy.acknowledged('secret', 3, 20);
    expect(shown(proxy)).toEqual({ state: 'current', current: [false] });
  });
});
