/** Client certificates of our own authority: issued, rotated under traffic, retired, revoked; and imported ones. */
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { afterEach, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { createAuthority, issueKeyPair } from '@/lib/identity';
import {
  type CredentialInput,
  clientAuthorityListSchema,
  clientAuthoritySchema,
  credentialMadeSchema,
  issuedSubject,
  proxyListSchema,
  receiptSchema,
} from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { Caller } from './testing/caller';
import { SERVER_NAME, serverFiles, span } from './testing/certificates';
import { knock } from './testing/knock';
import { KEY, REGION, startPlane, temporaryDirectory } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, explicitMetadata, MESH, setWeights } from './testing/scenario';

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

const FRONT = `mesh/${MESH}/virtualNode/front`;
const ALL = [`mesh/${MESH}/virtualNode/*`];

async function start(more: Record<string, string> = {}) {
  const directory = temporaryDirectory();
  const files = await serverFiles(directory);
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const plane = await startPlane({ ...files.settings, MESHKEEP_XDS_AUTH: 'required', ...more });
  await createMesh(plane);
  const call = async (method: string, where: string, body?: unknown) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await signedFetch(
      { url: plane.apiUrl, region: REGION, key: KEY },
      { method, path: `/meshkeep/v1${where}`, service: 'meshkeep', ...text },
    );
    return { status: response.status, body: await response.json().catch(() => undefined) };
  };
  const issue = async (input: Partial<CredentialInput> = {}) => {
    const wanted = { name: 'a proxy', method: 'certificate', issue: { days: 1 }, resources: ALL, ...input };
    const {
      credential,
      certificate = '',
      privateKey = '',
    } = credentialMadeSchema.parse((await call('POST', '/proxy-credentials', wanted)).body);
    return { id: credential.id, certificate, privateKey };
  };
  const visit = (client: { certificate: string; privateKey: string }) =>
    knock({ port: plane.xdsPort, ca: files.authority.certificate, client, claim: FRONT });
  const codeOf = async (client: { certificate: string; privateKey: string }) => {
    const made = await visit(client);
    made.close();
    return made.outcome;
  };
  const authorities = async () =>
    clientAuthorityListSchema.parse((await call('GET', '/client-authorities')).body).authorities;
  /** TLS of an Envoy that shows this certificate. */
  const tls = (name: string, client: { certificate: string; privateKey: string }) => {
    const at = (kind: string) => path.join(directory, `${name}-${kind}.pem`);
    writeFileSync(at('certificate'), client.certificate);
    writeFileSync(at('key'), client.privateKey);
    const own = { certificate: at('certificate'), privateKey: at('key') };
    return { ca: files.ca, serverName: SERVER_NAME, client: own };
  };
  return { plane, call, issue, visit, codeOf, authorities, tls };
}

describe('our own authority', () => {
  it('is rotated and retired under real Envoys without a failed request', async () => {
    const { plane, call, issue, codeOf, authorities, tls } = await start();
    const old = await issue();
    const { egress } = await startLine(plane, { tls: tls('old', old) });
    const caller = new Caller(egress, { pauseMs: 8 });
    await eventually(() => caller.total > 20);

    const rotated = clientAuthoritySchema.parse((await call('POST', '/client-authorities', { create: {} })).body);
    const states = async () => (await authorities()).map(({ state }) => state);
    expect(await states()).toEqual(['issuing', 'trusted']);
    const fresh = await issue();
    expect(new X509Certificate(fresh.certificate).verify(new X509Certificate(rotated.certificate).publicKey)).toBe(
      true,
    );
    expect([await codeOf(old), await codeOf(fresh)]).toEqual(['in', 'in']);
    await RealEnvoy.start({
      xdsPort: plane.xdsPort,
      protocol: 'delta',
      id: FRONT,
      metadata: explicitMetadata({ egress: await freePort() }),
      tls: tls('fresh', fresh),
    });
    const connected = async () =>
      proxyListSchema
        .parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json())
        .proxies.filter(({ state }) => state !== 'disconnected').length;
    await eventually(async () => (await connected()) === 4);

    const retired = (await authorities()).find(({ state }) => state === 'trusted')?.id;
    expect((await call('DELETE', `/client-authorities/${retired}`)).status).toBe(204);
    // Those that showed its certificates are cut off, and go on with what they have.
    await eventually(async () => (await connected()) === 1);
    expect([await codeOf(old), await codeOf(fresh)]).toEqual([16, 'in']);
    const revision = await setWeights(plane, 0, 1);
    await eventually(async () => {
      const receipt = await (await plane.get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json();
      return receiptSchema.parse(receipt).done === 1;
    });
    const served = caller.total;
    await eventually(() => caller.total > served + 20);
    await caller.stop();
    expect(caller.failures).toEqual([]);
  });

  it('issues for a request without ever having the key, and answers a private key once', async () => {
    const { plane, call, codeOf } = await start();
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: 'CN=anybody',
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    });
    const wanted = { name: 'own key', method: 'certificate', resources: ALL };
    const issue = { days: 1, request: request.toString('pem') };
    const made = credentialMadeSchema.parse((await call('POST', '/proxy-credentials', { ...wanted, issue })).body);
    expect(made.privateKey).toBeUndefined();
    expect(new X509Certificate(made.certificate ?? '').subjectAltName).toBe(`URI:${issuedSubject(made.credential.id)}`);
    const forged = { ...issue, request: 'no request' };
    expect((await call('POST', '/proxy-credentials', { ...wanted, issue: forged })).status).toBe(400);
    const ours = credentialMadeSchema.parse(
      (await call('POST', '/proxy-credentials', { ...wanted, issue: { days: 1 } })).body,
    );
    const { certificate = '', privateKey = '' } = ours;
    expect(await codeOf({ certificate, privateKey })).toBe('in');
    for (const where of ['/proxy-credentials', '/client-authorities'])
      expect(await (await plane.get(where)).text()).not.toContain('PRIVATE KEY');
  });

  it('ends streams when what it issued is revoked', async () => {
    const { call, issue, visit, codeOf } = await start();
    const made = await issue();
    const open = await visit(made);
    expect(open.outcome).toBe('in');
    expect((await call('DELETE', `/proxy-credentials/${made.id}`)).status).toBe(200);
    expect((await open.ended).code).toBe(16);
    open.close();
    expect(await codeOf(made)).toBe(16);
  });

  it('cannot be spoken for by an imported one, and patterns for others do not cover it', async () => {
    const { call, issue, codeOf } = await start();
    const other = await createAuthority('an imported authority', span());
    const imported = await call('POST', '/client-authorities', { import: { certificate: other.certificate } });
    expect([imported.status, clientAuthoritySchema.parse(imported.body).state]).toEqual([201, 'imported']);
    const made = await issue({ resources: [`mesh/${MESH}/virtualNode/back-v1`] });
    const everybody = { name: 'all of them', method: 'certificate', subject: 'spiffe://*/*/*', resources: ALL };
    expect((await call('POST', '/proxy-credentials', everybody)).status).toBe(201);
    expect(await codeOf(made)).toBe(7);
    const certified = (names: string[]) =>
      issueKeyPair(other, { ...span(), commonName: 'x', names, usages: ['client'] });
    expect(await codeOf(await certified(['spiffe://shop.example/ns/front']))).toBe('in');
    const front = await issue({ resources: [FRONT] });
    expect(await codeOf(front)).toBe('in');
    expect(await codeOf(await certified([issuedSubject(front.id)]))).toBe(16);
    const reserved = { ...everybody, subject: issuedSubject('x') };
    expect((await call('POST', '/proxy-credentials', reserved)).status).toBe(400);
    const leaf = await certified(['spiffe://shop.example/ns/front']);
    const noAuthority = await call('POST', '/client-authorities', { import: { certificate: leaf.certificate } });
    expect(noAuthority.status).toBe(400);
  });
});
