import { describe, expect, it } from 'vitest';
import type { CertificateDirectory } from '../certificates';
import { EMPTY_DIRECTORY } from '../endpoints';
import type { ClientPolicy, Listener, ListenerTls, VirtualNodeSpec } from '../generated/shapes';
import type { Kind, Resource, SpecByKind } from '../kinds';
import { PROBLEM_CODES } from '../problems';
import { buildSnapshot } from '../snapshot';
import { problemsOf } from './problems-of';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };

function resource<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): Resource<K> {
  const stamp = { uid: name, version: 1, createdAt: 0, lastUpdatedAt: 0, resourceOwner: key.account, tags: [] };
  const writer = { door: 'sdk', who: 'x', userAgent: '' } as const;
  return { meshKey: key, kind, name, ...(parent !== undefined && { parent }), ...stamp, spec, writer };
}

const file = { file: { certificateChain: '/c', privateKey: '/k' } };
const trust = { file: { certificateChain: '/ca' } };
const strict: ListenerTls = { mode: 'STRICT', certificate: file };
const mutual: ListenerTls = { ...strict, validation: { trust } };
const held = 'arn:aws:acm:eu-central-1:111122223333:certificate/held';
const unknown = 'arn:aws:acm:eu-central-1:111122223333:certificate/unknown';
const authority = 'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/held';
const certificates: CertificateDirectory = {
  certificate: () => undefined,
  authority: (arn) => (arn === authority ? 'root' : undefined),
  authorityOf: (arn) => (arn === held ? 'root' : undefined),
  notAfter: () => undefined,
};

const listener = (tls?: ListenerTls, port = 80): Listener => ({
  portMapping: { port, protocol: 'http' },
  ...(tls && { tls }),
});
const policy = (more: Partial<NonNullable<ClientPolicy['tls']>> = {}): ClientPolicy => ({
  tls: { validation: { trust }, ...more },
});
const target = (...listeners: Listener[]) =>
  resource('virtualNode', 'n', { listeners, serviceDiscovery: { dns: { hostname: 'n.local' } } });
const caller = (clientPolicy?: ClientPolicy, backendDefaults?: VirtualNodeSpec['backendDefaults']) =>
  resource('virtualNode', 'caller', {
    backends: [{ virtualService: { virtualServiceName: 's', ...(clientPolicy && { clientPolicy }) } }],
    ...(backendDefaults && { backendDefaults }),
  });
const ROUTED = [
  resource('virtualService', 's', { provider: { virtualRouter: { virtualRouterName: 'r' } } }),
  resource('virtualRouter', 'r', { listeners: [listener()] }),
  resource(
    'route',
    'x',
    { httpRoute: { match: { prefix: '/' }, action: { weightedTargets: [{ virtualNode: 'n', weight: 1, port: 80 }] } } },
    'r',
  ),
];

const plainTarget =
  'error policy-target-without-tls virtualNode/caller backends[0] {"name":"caller","service":"s","target":"n"}';
const CASES: [string, Resource[], string[]][] = [
  ['nothing where both sides fit', [caller(policy()), target(listener(strict)), ...ROUTED], []],
  ['nothing where nobody has TLS', [caller(), target(listener()), ...ROUTED], []],
  [
    'a permissive listener that asks for certificates',
    [target(listener({ ...mutual, mode: 'PERMISSIVE' }))],
    ['warning permissive-client-certificates virtualNode/n listeners[0].tls {"name":"n"}'],
  ],
  ['a policy towards a listener without TLS', [caller(policy()), target(listener()), ...ROUTED], [plainTarget]],
  [
    'the same by the default of the node, where the backend has an empty policy',
    [caller({}, { clientPolicy: policy() }), target(listener()), ...ROUTED],
    [plainTarget],
  ],
  [
    'the same where a node provides the service',
    [
      caller(policy()),
      target(listener()),
      resource('virtualService', 's', { provider: { virtualNode: { virtualNodeName: 'n' } } }),
    ],
    [plainTarget],
  ],
  ['nothing where it is not enforced', [caller(policy({ enforce: false })), target(listener()), ...ROUTED], []],
  ['nothing where it is for another port', [caller(policy({ ports: [81] })), target(listener()), ...ROUTED], []],
  [
    'a caller without a certificate that is asked for one',
    [caller(policy()), target(listener(mutual)), ...ROUTED],
    ['error target-wants-certificate virtualNode/caller backends[0] {"name":"caller","service":"s","target":"n"}'],
  ],
  [
    'nothing where it shows one, or another port of the node asks',
    [caller(policy({ certificate: file })), target(listener(mutual), listener(mutual, 81)), ...ROUTED],
    [],
  ],
  [
    'a certificate that is not held, but not one that is, nor one that is switched off',
    [
      target(
        listener({ mode: 'STRICT', certificate: { acm: { certificateArn: held } } }, 1),
        listener({ mode: 'STRICT', certificate: { acm: { certificateArn: unknown } } }, 2),
        listener({ mode: 'DISABLED', certificate: { acm: { certificateArn: unknown } } }, 3),
      ),
    ],
    [
      `error certificate-not-held virtualNode/n listeners[1].tls.certificate.acm.certificateArn {"name":"n","arn":"${unknown}"}`,
    ],
  ],
  [
    'an authority that is not held, in a default and in a backend',
    [
      caller(policy({ validation: { trust: { acm: { certificateAuthorityArns: [authority, 'arn:a'] } } } }), {
        clientPolicy: policy({ validation: { trust: { acm: { certificateAuthorityArns: ['arn:b'] } } } }),
      }),
      target(listener(strict)),
      ...ROUTED,
    ],
    [
      'error authority-not-held virtualNode/caller backendDefaults.clientPolicy.tls.validation.trust.acm {"name":"caller","arn":"arn:b"}',
      'error authority-not-held virtualNode/caller backends[0].virtualService.clientPolicy.tls.validation.trust.acm {"name":"caller","arn":"arn:a"}',
    ],
  ],
];

describe('problems of TLS', () => {
  it.each(CASES)('finds %s', (_, resources, expected) => {
    const snapshot = buildSnapshot(key, 1, [resource('mesh', 'm', {}), ...resources]);
    const found = problemsOf(snapshot, EMPTY_DIRECTORY, certificates);
    const lines = found.map(
      (p) => `${p.severity} ${p.code} ${p.resource.kind}/${p.resource.name} ${p.path} ${JSON.stringify(p.params)}`,
    );
    expect(lines).toEqual(expected);
  });

  it('has a case for every code', () => {
    const told = JSON.stringify(CASES.flatMap(([, , lines]) => lines));
    // Turns are told by what control sees, ends by the clock: turn-problems.test.ts, certificate-uses.test.ts.
    const elsewhere = /^(tls-turn|certificate-end)/;
    const ours = PROBLEM_CODES.filter((code) => /tls|certificate|authority/.test(code) && !elsewhere.test(code));
    expect(ours.length).toBeGreaterThan(4);
    for (const code of ours) expect(told).toContain(code);
  });
});
