import { describe, expect, it } from 'vitest';
import type { ClientPolicy, ListenerTls } from './generated/shapes';
import type { Resource } from './kinds';
import {
  clientPolicies,
  samePolicies,
  tlsByPort,
  turnsCallersAway,
  widestTls,
  withClientPolicies,
  withTls,
} from './tls-turn';

const common = {
  meshKey: { account: '1', region: 'r', mesh: 'm' },
  uid: 'u',
  version: 1,
  createdAt: 0,
  lastUpdatedAt: 0,
  resourceOwner: '1',
  tags: [],
  writer: { door: 'sdk' as const, who: '', userAgent: '' },
};

const sds = (secretName: string) => ({ sds: { secretName } });
const strict: ListenerTls = { mode: 'STRICT', certificate: sds('a') };
const permissive: ListenerTls = { ...strict, mode: 'PERMISSIVE' };
const disabled: ListenerTls = { ...strict, mode: 'DISABLED' };
const mutual: ListenerTls = { ...strict, validation: { trust: sds('ca') } };
const other: ListenerTls = { ...strict, certificate: sds('b') };

describe('a change of TLS', () => {
  it.each([
    ['off → on', undefined, strict, true],
    ['on → off', strict, undefined, true],
    ['off → both', undefined, permissive, true],
    ['both → on', permissive, strict, true],
    ['on → for callers with a certificate', strict, mutual, true],
    ['for callers with a certificate → on', mutual, strict, true],
    ['nothing → switched off', undefined, disabled, false],
    ['switched off → on', disabled, strict, true],
    ['the same', strict, { ...strict }, false],
    ['another certificate alone', strict, other, false],
    ['another certificate and plain callers too', strict, { ...other, mode: 'PERMISSIVE' as const }, false],
  ])('%s turns callers away: %4$s', (_, from, to, expected) => {
    expect(turnsCallersAway(from, to)).toBe(expected);
  });
});

describe('the widest of several', () => {
  it.each([
    ['plain and strict', [undefined, strict], permissive],
    ['strict and plain', [strict, undefined], permissive],
    [
      'plain and mutual: whoever speaks TLS shows a certificate',
      [undefined, mutual],
      { ...mutual, mode: 'PERMISSIVE' },
    ],
    ['strict and mutual: nobody has to', [strict, mutual], strict],
    ['mutual and strict', [mutual, strict], strict],
    ['mutual, then switched off', [mutual, disabled], { ...mutual, mode: 'PERMISSIVE' }],
    ['plain, strict, plain again', [undefined, strict, undefined], permissive],
    ['a certificate that was mended', [undefined, strict, other], { ...other, mode: 'PERMISSIVE' }],
    ['plain alone', [undefined, undefined], undefined],
    ['one', [mutual], mutual],
  ] as const)('of %s', (_, all, expected) => {
    expect(widestTls(all)).toEqual(expected);
  });
});

describe('a node with other TLS', () => {
  const node: Resource<'virtualNode'> = {
    ...common,
    kind: 'virtualNode',
    name: 'n',
    spec: {
      listeners: [
        { portMapping: { port: 1, protocol: 'http' }, tls: strict },
        { portMapping: { port: 2, protocol: 'tcp' } },
      ],
    },
  };

  it('has it at the ports that are named, and its own elsewhere', () => {
    const changed = withTls(node, new Map([[1, undefined]]));
    expect(changed.spec.listeners).toEqual([
      { portMapping: { port: 1, protocol: 'http' } },
      { portMapping: { port: 2, protocol: 'tcp' } },
    ]);
    expect(withTls(node, new Map([[2, mutual]])).spec.listeners?.[1]?.tls).toEqual(mutual);
    expect([...tlsByPort(node)]).toEqual([
      [1, strict],
      [2, undefined],
    ]);
  });

  it('is the same object where that changes nothing', () => {
    expect(withTls(node, tlsByPort(node))).toBe(node);
    expect(withTls(node, new Map([[9, strict]]))).toBe(node);
  });
});

describe('policies of a caller', () => {
  const policy = (secretName: string): ClientPolicy => ({ tls: { validation: { trust: sds(secretName) } } });
  const backend = (virtualServiceName: string, clientPolicy?: ClientPolicy) => ({
    virtualService: { virtualServiceName, ...(clientPolicy && { clientPolicy }) },
  });
  const caller: Resource<'virtualNode'> = {
    ...common,
    kind: 'virtualNode',
    name: 'c',
    spec: { backendDefaults: { clientPolicy: policy('d') }, backends: [backend('a', policy('a')), backend('b')] },
  };
  const bare = { ...caller, spec: { backends: [backend('a'), backend('b'), backend('new', policy('n'))] } };

  it('are put back for the backends that it still has', () => {
    const back = withClientPolicies(bare, clientPolicies(caller));
    expect(back.spec).toEqual({
      backendDefaults: { clientPolicy: policy('d') },
      backends: [backend('a', policy('a')), backend('b'), backend('new', policy('n'))],
    });
    expect(withClientPolicies(caller, clientPolicies(bare)).spec).toEqual({ backends: [backend('a'), backend('b')] });
  });

  it('of a gateway are its defaults', () => {
    const listeners = [{ portMapping: { port: 1, protocol: 'http' as const } }];
    const gateway: Resource<'virtualGateway'> = { ...common, kind: 'virtualGateway', name: 'g', spec: { listeners } };
    const policies = { defaults: policy('d'), backends: new Map() };
    expect(withClientPolicies(gateway, policies).spec).toEqual({
      listeners,
      backendDefaults: { clientPolicy: policy('d') },
    });
  });

  it('are compared by what they say', () => {
    expect(samePolicies(clientPolicies(caller), clientPolicies({ ...caller }))).toBe(true);
    expect(samePolicies(clientPolicies(caller), clientPolicies(bare))).toBe(false);
  });
});
