/** Certificates for TLS between proxies, over real HTTP: held, shown without their keys, missed where they are named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { type ApiCertificate, type CertificateList, certificateListSchema, certificateSchema } from '@/lib/model';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH } from '@/lib/runtime/testing/scenario';
import { TestAuthority } from '@/lib/translate/testing/certificates';

const PATH = '/meshkeep/v1/certificates';
const AWS_ARN = 'arn:aws:acm:us-east-1:000000000000:certificate/of-aws';

let plane: Plane;
let authority: TestAuthority;
beforeAll(async () => {
  plane = await openPlane();
  authority = await TestAuthority.create();
  await createMesh(plane);
});
afterAll(async () => {
  await plane.close();
  await authority.close();
});

function send(method: string, body?: unknown, query = ''): Promise<Response> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = { service: 'meshkeep', method, path: PATH + query, ...text };
  return signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request);
}

async function add(body: unknown): Promise<ApiCertificate> {
  const response = await send('POST', body);
  const text = await response.text();
  expect([response.status, text]).toEqual([200, expect.not.stringContaining('PRIVATE KEY')]);
  return certificateSchema.parse(JSON.parse(text));
}

async function list(): Promise<CertificateList> {
  const text = await (await plane.get('/certificates')).text();
  expect(text).not.toContain('PRIVATE KEY');
  return certificateListSchema.parse(JSON.parse(text));
}

async function problems(): Promise<string[]> {
  const snapshot = await (await plane.get(`/meshes/${MESH}/snapshot`)).json();
  return snapshot.problems.map(({ code }: { code: string }) => code);
}

/** The store's files as one text. */
function stored(): string {
  const files = readdirSync(plane.dataDir).filter((name) => name.startsWith('meshkeep.db'));
  return files.map((name) => readFileSync(join(plane.dataDir, name), 'latin1')).join('');
}

describe('certificates', () => {
  it('are issued by an authority of our own, for the names that are asked for', async () => {
    const issued = await add({ issue: { names: ['back.apps.local', 'spiffe://shop/back'], days: 30 } });
    expect(issued).toMatchObject({
      kind: 'certificate',
      hasPrivateKey: true,
      names: ['back.apps.local', 'spiffe://shop/back'],
      issuer: 'CN=Meshkeep',
    });
    expect(issued.arn).toMatch(/^arn:aws:acm:us-east-1:000000000000:certificate\//);
    const own = (await list()).certificates.find(({ kind }) => kind === 'authority');
    expect(own?.arn).toBe('arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/meshkeep');
    await add({ issue: { names: ['other.apps.local'] } });
    expect((await list()).certificates.filter(({ kind }) => kind === 'authority')).toHaveLength(1);
  });

  it('stand in for those of AWS under their ARN; until then the mesh says what it misses', async () => {
    const tls = { mode: 'STRICT' as const, certificate: { acm: { certificateArn: AWS_ARN } } };
    const spec = { listeners: [{ portMapping: { port: 8080, protocol: 'http' as const }, tls }] };
    await plane.appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'back-v1', spec }));
    expect(await problems()).toContain('certificate-not-held');
    const uses = [{ mesh: MESH, kind: 'virtualNode', name: 'back-v1', as: 'listener', detail: '8080' }];
    const missing = { arn: AWS_ARN, kind: 'certificate', uses: uses.map((use) => expect.objectContaining(use)) };
    expect((await list()).missing).toEqual([missing]);
    const made = await authority.issue('imported', 'back.apps.local');
    const imported = await add({
      import: { arn: AWS_ARN, certificate: made.chainPem + authority.pem, privateKey: made.keyPem },
    });
    expect(imported).toMatchObject({ arn: AWS_ARN, names: ['back.apps.local'], hasPrivateKey: true });
    expect(await problems()).not.toContain('certificate-not-held');
    const { certificates, missing: none } = await list();
    expect(certificates.find(({ arn }) => arn === AWS_ARN)?.uses).toEqual(missing.uses);
    expect(certificates.map(({ notAfter }) => notAfter)).toEqual(
      certificates.map(({ notAfter }) => notAfter).sort((a, b) => a - b),
    );
    expect(none).toEqual([]);
    expect((await send('DELETE', undefined, `?arn=${encodeURIComponent(AWS_ARN)}`)).status).toBe(204);
    expect(await problems()).toContain('certificate-not-held');
    expect((await send('DELETE', undefined, `?arn=${encodeURIComponent(AWS_ARN)}`)).status).toBe(404);
  });

  it('that a mesh uses are a problem when they end within 30 days', async () => {
    await add({ issue: { arn: AWS_ARN, names: ['back.apps.local'], days: 29 } });
    expect(await problems()).toContain('certificate-ends-soon');
    await add({ issue: { arn: AWS_ARN, names: ['back.apps.local'], days: 60 } });
    expect(await problems()).not.toContain('certificate-ends-soon');
  });

  it('of authorities are trusted without a key', async () => {
    const trusted = await add({ trust: { certificate: authority.pem } });
    expect(trusted).toMatchObject({ kind: 'authority', hasPrivateKey: false, subject: 'CN=a test' });
  });

  it('that are not usable are refused with the reason', async () => {
    const made = await authority.issue('one', 'one.local');
    const other = await authority.issue('two', 'two.local');
    const cases: [unknown, string][] = [
      [{ import: { certificate: 'x', privateKey: made.keyPem } }, 'body.import.certificate: holds no certificate'],
      [{ import: { certificate: made.chainPem, privateKey: 'x' } }, 'body.import.privateKey: is no private key'],
      [{ import: { certificate: made.chainPem, privateKey: other.keyPem } }, 'does not belong'],
      [{ trust: { certificate: made.chainPem } }, 'body.trust.certificate: is not one of an authority'],
      [{ issue: { names: [] } }, ''],
      [{ import: { arn: 'not an arn', certificate: made.chainPem, privateKey: made.keyPem } }, ''],
      [{}, ''],
    ];
    const before = await list();
    for (const [body, reason] of cases) {
      const response = await send('POST', body);
      const text = await response.text();
      expect([response.status, text]).toEqual([400, expect.stringContaining(reason)]);
      expect(text).not.toContain(made.keyPem.split('\n')[1]);
    }
    expect(await list()).toEqual(before);
  });

  it('have their private keys sealed on disk', async () => {
    const made = await authority.issue('sealed', 'sealed.local');
    await add({ import: { certificate: made.chainPem, privateKey: made.keyPem } });
    const text = stored();
    expect(text).toContain(made.chainPem.split('\n')[1]);
    expect(text).not.toContain(made.keyPem.split('\n')[1]);
    expect(text).not.toContain('PRIVATE KEY');
  });
});
