/**
 * Credential × claimed resource, over TLS, for every stream: who is let in, and with which gRPC code who is not. The
 * Kubernetes API server and STS are stand-ins over real HTTP (testing/stand-ins.ts says what they check).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CreateMeshCommand, CreateVirtualGatewayCommand, CreateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { type CertifiedKey, createAuthority, createReportTokens, issueKeyPair } from '@/lib/identity';
import {
  type CredentialInput,
  type CredentialMade,
  credentialListSchema,
  credentialMadeSchema,
  refusedConnectionListSchema,
} from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { type ServerFiles, serverFiles, span } from './testing/certificates';
import { type Knock, knock, type StreamKind, type Visit } from './testing/knock';
import { KEY, openPlane, type Plane, REGION, temporaryDirectory } from './testing/plane';
import { createMesh, MESH } from './testing/scenario';
import { type RoleKeys, serviceAccountToken, startApiServer, startSts, taskRoleToken } from './testing/stand-ins';

const usual = getCACertificates('default');
const SECRET = 'a secret for proxies and tests';
const SERVER_ID = 'meshkeep.test';
const CHECKOUT: RoleKeys = { role: 'checkout', accessKeyId: 'ASIACHECKOUT', secretAccessKey: 'secret-of-checkout' };
const STRANGER: RoleKeys = { role: 'stranger', accessKeyId: 'ASIASTRANGER', secretAccessKey: 'secret-of-stranger' };

let files: ServerFiles;
let imported: CertifiedKey;
let elsewhere: CertifiedKey;
let plane: Plane;
let sts: string;
let reviews: () => number;
const visits: Visit[] = [];

beforeAll(async () => {
  const directory = temporaryDirectory();
  files = await serverFiles(directory);
  setDefaultCACertificates([...usual, files.authority.certificate]);
  imported = await createAuthority('an imported authority', span());
  elsewhere = await createAuthority('an authority of somebody else', span());
  const clientCa = path.join(directory, 'client-ca.pem');
  writeFileSync(clientCa, imported.certificate);
  const api = await startApiServer();
  reviews = api.asked;
  sts = await startSts([CHECKOUT, STRANGER]);
  plane = await openPlane({
    ...files.settings,
    MESHKEEP_SECRET: SECRET,
    MESHKEEP_XDS_AUTH: 'required',
    MESHKEEP_XDS_CLIENT_CA: clientCa,
    MESHKEEP_KUBERNETES_API: api.url,
    MESHKEEP_SERVER_ID: SERVER_ID,
    MESHKEEP_STS_STAND_INS: sts,
  });
  await createMesh(plane);
  const spec = { listeners: [{ portMapping: { port: 9080, protocol: 'http' as const } }] };
  await plane.appMesh.send(new CreateVirtualGatewayCommand({ meshName: MESH, virtualGatewayName: 'edge', spec }));
  await plane.appMesh.send(new CreateMeshCommand({ meshName: 'other' }));
  await plane.appMesh.send(new CreateVirtualNodeCommand({ meshName: 'other', virtualNodeName: 'front', spec: {} }));
});
afterEach(() => {
  for (const visit of visits.splice(0)) visit.close();
});
afterAll(async () => {
  await plane.close();
  setDefaultCACertificates(usual);
});

const api = (method: string, where: string, body?: unknown) =>
  signedFetch(
    { url: plane.apiUrl, region: REGION, key: KEY },
    {
      method,
      path: `/meshkeep/v1${where}`,
      service: 'meshkeep',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  );

async function make(input: Omit<CredentialInput, 'name'> & { name?: string }): Promise<CredentialMade> {
  const response = await api('POST', '/proxy-credentials', { name: 'a credential', ...input });
  const body = await response.text();
  expect(body && response.status).toBe(201);
  return credentialMadeSchema.parse(JSON.parse(body));
}

type Shown = Pick<Knock, 'authorization' | 'client'>;

async function visit(shown: Shown, claim: string, stream: StreamKind = 'ads'): Promise<Visit> {
  const made = await knock({ port: plane.xdsPort, ca: files.authority.certificate, ...shown, claim, stream });
  visits.push(made);
  return made;
}

const bearer = (token: string | undefined): Shown => ({ authorization: `Bearer ${token}` });
const node = (name: string, mesh = MESH) => `mesh/${mesh}/virtualNode/${name}`;
const EDGE = `mesh/${MESH}/virtualGateway/edge`;
const ARN = `arn:aws:appmesh:us-east-1:000000000000:mesh/${MESH}/virtualNode/front`;

async function certificate(authority: CertifiedKey, names: string[], when = span()): Promise<Shown> {
  const wishes = { ...when, commonName: 'a proxy', names, usages: ['client' as const] };
  return { client: await issueKeyPair(authority, wishes) };
}

/** Has our own authority issue one. */
async function issued(resources: string[]): Promise<Shown> {
  const { certificate = '', privateKey = '' } = await make({ method: 'certificate', issue: { days: 1 }, resources });
  return { client: { certificate, privateKey } };
}

const HOUR = 3_600_000;
const inAnHour = () => Date.now() + HOUR;

/** A way to show a credential for these resources, and one of the same kind that is somebody else's. */
const METHODS: Record<string, { grant(resources: string[]): Promise<Shown>; stranger(): Promise<Shown> }> = {
  token: {
    grant: async (resources) => bearer((await make({ method: 'token', resources })).token),
    stranger: async () => bearer((await make({ method: 'token', resources: [node('back-v1')] })).token),
  },
  'certificate (SPIFFE)': {
    async grant(resources) {
      const subject = `spiffe://shop.example/${Math.random()}`;
      await make({ method: 'certificate', subject, resources });
      return certificate(imported, [subject]);
    },
    stranger: () => certificate(imported, ['spiffe://shop.example/stranger']),
  },
  'certificate (DNS name)': {
    async grant(resources) {
      const name = `p${Date.now()}-${Math.floor(Math.random() * 1e9)}`;
      await make({ method: 'certificate', subject: `${name}.proxies.example`, resources });
      return certificate(imported, [`${name}.proxies.example`]);
    },
    stranger: () => certificate(imported, ['stranger.proxies.example']),
  },
  'certificate (issued here)': {
    grant: (resources) => issued(resources),
    stranger: () => issued([node('back-v1')]),
  },
  kubernetes: {
    async grant(resources) {
      const account = `apps/a${Math.floor(Math.random() * 1e9)}`;
      await make({ method: 'kubernetes', subject: account, resources });
      return bearer(await serviceAccountToken(account, { expiresAt: inAnHour() }));
    },
    stranger: async () => bearer(await serviceAccountToken('apps/stranger', { expiresAt: inAnHour() })),
  },
  'ecs task role': {
    async grant(resources) {
      await make({ method: 'ecs', subject: 'arn:aws:iam::111122223333:role/checkout', resources });
      return bearer(await taskRoleToken(CHECKOUT, { sts, serverId: SERVER_ID, at: Date.now() }));
    },
    stranger: async () => bearer(await taskRoleToken(STRANGER, { sts, serverId: SERVER_ID, at: Date.now() })),
  },
};

const STREAMS: StreamKind[] = ['ads', 'load', 'log'];

describe.each(Object.keys(METHODS))('a %s', (name) => {
  const { grant, stranger } = METHODS[name] ?? { grant: async () => ({}), stranger: async () => ({}) };
  const rows: [granted: string, claim: string, expected: Visit['outcome']][] = [
    [node('front'), node('front'), 'in'],
    [node('front'), ARN, 'in'],
    [node('front'), node('back-v1'), 7],
    [node('front'), node('front', 'other'), 7],
    [node('front'), EDGE, 7],
    [node('front'), node('nobody'), 7],
  ];

  it.each(rows)('for %s that claims %s: %s, on each stream', async (granted, claim, expected) => {
    const shown = await grant([granted]);
    for (const stream of STREAMS) {
      const { outcome } = await visit(shown, claim, stream);
      expect([stream, outcome]).toEqual([stream, expected]);
    }
  });

  it('of somebody else gets nothing, and is told 7', async () => {
    const shown = await stranger();
    for (const stream of STREAMS) expect((await visit(shown, node('front'), stream)).outcome).toBe(7);
  });

  it('may stand for what its patterns cover, and for nothing else', async () => {
    const shown = await grant([`mesh/${MESH}/virtualNode/back-*`, `mesh/${MESH}/virtualGateway/*`]);
    const outcomes = [];
    for (const claim of [node('back-v1'), node('back-v2'), EDGE, node('back-v1', 'other')])
      outcomes.push((await visit(shown, claim)).outcome);
    expect(outcomes).toEqual(['in', 'in', 'in', 7]);
  });
});

describe('what ended or is not what it seems', () => {
  const codeOf = async (shown: Shown, claim = node('front')) => (await visit(shown, claim)).outcome;

  it('is refused with 16 when nothing is shown, or only the SigV4 that the AWS image always sends', async () => {
    expect(await codeOf({})).toBe(16);
    expect(
      await codeOf({ authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/appmesh/aws4_request' }),
    ).toBe(16);
    expect(await codeOf({ authorization: 'Basic YTpi' })).toBe(16);
  });

  it('is refused with 16: tokens that are made up, cut, swapped with another id, or hold a hash', async () => {
    const [one, two] = [
      await make({ method: 'token', resources: [node('front')] }),
      await make({ method: 'token', resources: [node('back-v1')] }),
    ];
    const [, id = '', secret = ''] = /^mkpt_([^_]+)_(.+)$/.exec(one.token ?? '') ?? [];
    const [, otherId = ''] = /^mkpt_([^_]+)_/.exec(two.token ?? '') ?? [];
    for (const token of [
      'mkpt_x',
      `mkpt_${id}_${secret.slice(0, -1)}`,
      `mkpt_${otherId}_${secret}`,
      `mkpt_${id}_`,
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.x',
    ])
      expect([token, await codeOf(bearer(token))]).toEqual([token, 16]);
  });

  it('is refused with 16 after it expired, and its open streams end', async () => {
    const soon = Date.now() + 3000;
    const { token } = await make({ method: 'token', resources: [node('front')], expiresAt: soon });
    const open = await visit(bearer(token), node('front'));
    expect(open.outcome).toBe('in');
    expect((await open.ended).code).toBe(16);
    expect(Date.now()).toBeGreaterThanOrEqual(soon);
    expect(await codeOf(bearer(token))).toBe(16);
  });

  it('is refused with 16 after it was revoked, and streams of all kinds end at once', async () => {
    const { token, credential } = await make({ method: 'token', resources: [node('front')] });
    const [ads, load] = [await visit(bearer(token), node('front')), await visit(bearer(token), node('front'), 'load')];
    expect([ads.outcome, load.outcome]).toEqual(['in', 'in']);
    expect((await api('DELETE', `/proxy-credentials/${credential.id}`)).status).toBe(200);
    expect([(await ads.ended).code, (await load.ended).code]).toEqual([16, 16]);
    expect(await codeOf(bearer(token))).toBe(16);
  });

  it('is refused with 16: certificates that expired, come too early, or are of an authority that nobody trusts', async () => {
    const subject = 'spiffe://shop.example/dated';
    await make({ method: 'certificate', subject, resources: [node('front')] });
    const now = Date.now();
    const when = (from: number, to: number) => ({ notBefore: now + from * HOUR, notAfter: now + to * HOUR });
    expect(await codeOf(await certificate(imported, [subject]))).toBe('in');
    expect(await codeOf(await certificate(imported, [subject], when(-2, -1)))).toBe(16);
    expect(await codeOf(await certificate(imported, [subject], when(1, 2)))).toBe(16);
    expect(await codeOf(await certificate(elsewhere, [subject]))).toBe(16);
    expect(await codeOf(await certificate(files.authority, [subject]))).toBe(16);
    expect(await codeOf(await certificate(imported, ['*.shop.example']))).toBe(7);
  });

  it('ends the stream when the certificate ends', async () => {
    const subject = 'spiffe://shop.example/short';
    await make({ method: 'certificate', subject, resources: [node('front')] });
    const shown = await certificate(imported, [subject], { notBefore: Date.now() - HOUR, notAfter: Date.now() + 4000 });
    const open = await visit(shown, node('front'));
    expect(open.outcome).toBe('in');
    expect((await open.ended).code).toBe(16);
  });

  it('is refused with 16: Kubernetes tokens of another audience or that expired; like ones are asked about once', async () => {
    await make({ method: 'kubernetes', subject: 'apps/dated', resources: [node('front')] });
    const token = await serviceAccountToken('apps/dated', { expiresAt: inAnHour() });
    const before = reviews();
    for (let i = 0; i < 5; i++) expect(await codeOf(bearer(token))).toBe('in');
    expect(reviews() - before).toBe(1);
    const vault = await serviceAccountToken('apps/dated', { audience: 'vault', expiresAt: inAnHour() });
    expect(await codeOf(bearer(vault))).toBe(16);
    expect(await codeOf(bearer(await serviceAccountToken('apps/dated', { expiresAt: Date.now() - HOUR })))).toBe(16);
  });

  it('is refused with 16: AWS requests for another server, to another host, too old, or for something else', async () => {
    const at = Date.now();
    const good = await taskRoleToken(CHECKOUT, { sts, serverId: SERVER_ID, at });
    const changed = (change: (url: URL) => void) => {
      const [prefix = '', text = ''] = good.split(/(?<=v1\.)/);
      const url = new URL(Buffer.from(text, 'base64url').toString());
      change(url);
      return `${prefix}${Buffer.from(url.href).toString('base64url')}`;
    };
    const bad = {
      'another server': await taskRoleToken(CHECKOUT, { sts, serverId: 'vault.example', at }),
      'too old': await taskRoleToken(CHECKOUT, { sts, serverId: SERVER_ID, at: at - HOUR }),
      'another host': changed((url) => {
        url.host = 'sts.amazonaws.com.evil.example';
      }),
      'another action': changed((url) => url.searchParams.set('Action', 'AssumeRole')),
      'more parameters': changed((url) => url.searchParams.set('RoleArn', 'x')),
      'a forged signature': changed((url) => url.searchParams.set('X-Amz-Signature', '0'.repeat(64))),
      'no address': 'meshkeep-aws-v1.bm90aGluZw',
    };
    for (const [what, token] of Object.entries(bad)) expect([what, await codeOf(bearer(token))]).toEqual([what, 16]);
  });

  it('is refused: a report token for configuration or another resource (7), or without its proxy here (16)', async () => {
    const tokens = createReportTokens(SECRET);
    const text = (name: string) => `000000000000/us-east-1/${MESH} virtualNode/${name}`;
    const shown = bearer(tokens.make(text('front')));
    expect(await codeOf(shown)).toBe(7);
    expect((await visit(shown, node('back-v1'), 'log')).outcome).toBe(7);
    expect((await visit(bearer(`${tokens.make(text('front'))}x`), node('front'), 'log')).outcome).toBe(16);
  });

  it('is kept for the console: who, what was claimed, why and when; never the credential', async () => {
    const { token } = await make({ name: 'of checkout', method: 'token', resources: [node('back-v1')] });
    await visit(bearer(token), node('front'));
    await visit(bearer(token), node('front'));
    await visit({}, EDGE);
    const body = await (await plane.get(`/meshes/${MESH}/refused-connections`)).text();
    expect(body).not.toContain(token);
    const { refused } = refusedConnectionListSchema.parse(JSON.parse(body));
    expect(refused[0]).toMatchObject({ claimed: EDGE, shown: '', reason: 'no-credential', code: 16 });
    const swapped = refused.find(({ shown }) => shown === 'of checkout');
    expect(swapped).toMatchObject({
      peer: '127.0.0.1',
      claimed: node('front'),
      reason: 'other-resource',
      code: 7,
      count: 2,
    });
  });

  it('shows when a credential was used last, and from where', async () => {
    const { token, credential } = await make({ method: 'token', resources: [node('front')] });
    const shownNow = async () => {
      const { credentials } = credentialListSchema.parse(await (await plane.get('/proxy-credentials')).json());
      return credentials.find(({ id }) => id === credential.id);
    };
    expect((await shownNow())?.lastUsedAt).toBeUndefined();
    await visit(bearer(token), node('front'));
    await eventually(async () => (await shownNow())?.lastUsedAt !== undefined);
    expect(await shownNow()).toMatchObject({ state: 'active', lastUsedFrom: '127.0.0.1' });
    expect(JSON.stringify(await shownNow())).not.toMatch(/hash|secret/i);
  });
});
