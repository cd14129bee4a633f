import { describe, expect, it } from 'vitest';
import { type NamedCertificate, namedCertificates } from './certificate-uses';
import { NO_CERTIFICATES } from './certificates';
import { endProblems } from './find-problems/end-problems';
import type { ListenerTls, VirtualGatewaySpec, VirtualNodeSpec } from './generated/shapes';
import type { Resource } from './kinds';
import { buildSnapshot, type MeshSnapshot } from './snapshot';

const SERVER = 'arn:aws:acm:us-east-1:1:certificate/server';
const ROOT = 'arn:aws:acm-pca:us-east-1:1:certificate-authority/root';

const tls = (mode: ListenerTls['mode'], certificate: ListenerTls['certificate']): ListenerTls => ({
  mode,
  certificate,
});
const acm = { acm: { certificateArn: SERVER } };
const clientPolicy = { tls: { validation: { trust: { acm: { certificateAuthorityArns: [ROOT] } } } } };
const listener = (port: number, own?: ListenerTls) => ({
  portMapping: { port, protocol: 'http' as const },
  ...(own && { tls: own }),
});

function meshOf(mesh: string, nodes: Record<string, VirtualNodeSpec>, gateway?: VirtualGatewaySpec): MeshSnapshot {
  const key = { account: '1', region: 'us-east-1', mesh };
  const common = {
    meshKey: key,
    uid: 'u',
    version: 1,
    createdAt: 0,
    lastUpdatedAt: 0,
    resourceOwner: '1',
    tags: [],
    writer: { door: 'sdk' as const, who: '', userAgent: '' },
  };
  const resources: Resource[] = [
    { ...common, kind: 'mesh', name: mesh, spec: {} },
    ...Object.entries(nodes).map(([name, spec]) => ({ ...common, kind: 'virtualNode' as const, name, spec })),
    ...(gateway ? [{ ...common, kind: 'virtualGateway' as const, name: 'door', spec: gateway }] : []),
  ];
  return buildSnapshot(key, 1, resources);
}

const lines = (named: readonly NamedCertificate[]) =>
  named.flatMap(({ arn, kind, uses }) =>
    uses.map((use) => [kind, arn.split('/')[1], use.mesh, use.name, use.as, use.detail, use.path].join(' ')),
  );

describe('what meshes name', () => {
  it('is what listeners serve and client policies trust, of nodes and gateways of all meshes', () => {
    const shop = meshOf(
      'shop',
      {
        back: { listeners: [listener(80), listener(443, tls('STRICT', acm))] },
        front: {
          backends: [{ virtualService: { virtualServiceName: 'back.local', clientPolicy } }],
          backendDefaults: { clientPolicy },
        },
      },
      { listeners: [listener(8443, tls('PERMISSIVE', acm))], backendDefaults: { clientPolicy } },
    );
    const other = meshOf('other', { only: { listeners: [listener(9, tls('STRICT', acm))] } });
    expect(lines(namedCertificates([other, shop]))).toEqual([
      'certificate server other only listener 9 listeners[0].tls.certificate.acm.certificateArn',
      'certificate server shop back listener 443 listeners[1].tls.certificate.acm.certificateArn',
      'certificate server shop door listener 8443 listeners[0].tls.certificate.acm.certificateArn',
      'authority root shop front default  backendDefaults.clientPolicy.tls.validation.trust.acm',
      'authority root shop front backend back.local backends[0].virtualService.clientPolicy.tls.validation.trust.acm',
      'authority root shop door default  backendDefaults.clientPolicy.tls.validation.trust.acm',
    ]);
  });

  it('is nothing where TLS is turned off or files hold the certificate', () => {
    const file = { file: { certificateChain: '/c', privateKey: '/k' } };
    const listeners = [listener(1, tls('DISABLED', acm)), listener(2, tls('STRICT', file))];
    expect(namedCertificates([meshOf('shop', { back: { listeners } })])).toEqual([]);
  });

  it('tells one ARN that is named as certificate and as authority twice, once for each', () => {
    const trust = { acm: { certificateAuthorityArns: [SERVER] } };
    const spec = {
      listeners: [listener(1, tls('STRICT', acm))],
      backendDefaults: { clientPolicy: { tls: { validation: { trust } } } },
    };
    const named = namedCertificates([meshOf('shop', { both: spec })]);
    expect(named.map(({ kind, arn, uses }) => [kind, arn, uses.length])).toEqual([
      ['certificate', SERVER, 1],
      ['authority', SERVER, 1],
    ]);
  });
});

describe('the end of what a mesh uses', () => {
  const DAY_MS = 24 * 3600 * 1000;
  const spec = { listeners: [listener(443, tls('STRICT', acm))], backendDefaults: { clientPolicy } };
  const problemsAt = (ends: Record<string, number>, now: number) =>
    endProblems(meshOf('shop', { back: spec }), { ...NO_CERTIFICATES, notAfter: (arn) => ends[arn] }, now).map(
      ({ code, severity, path, params }) => [code, severity, path, params.end],
    );
  const certificate = 'listeners[0].tls.certificate.acm.certificateArn';
  const authority = 'backendDefaults.clientPolicy.tls.validation.trust.acm';

  it('is told from 30 days before, and as an error once it is over', () => {
    const ends = { [SERVER]: 40 * DAY_MS, [ROOT]: 50 * DAY_MS };
    expect(problemsAt(ends, 10 * DAY_MS)).toEqual([]);
    expect(problemsAt(ends, 11 * DAY_MS)).toEqual([['certificate-ends-soon', 'warning', certificate, 40 * DAY_MS]]);
    expect(problemsAt(ends, 41 * DAY_MS)).toEqual([
      ['certificate-ended', 'error', certificate, 40 * DAY_MS],
      ['certificate-ends-soon', 'warning', authority, 50 * DAY_MS],
    ]);
  });

  it('is not told of what is not held: that is another problem', () => {
    expect(problemsAt({}, 1e15)).toEqual([]);
  });
});
