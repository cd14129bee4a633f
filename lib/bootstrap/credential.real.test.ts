/** Credentials as they arrive at a server, sent by a real Envoy over TLS, also after they were replaced. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProxyCredential } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { envoyBootstrap } from './index';
import { type Certificates, makeCertificates } from './testing/certificates';
import { NODE } from './testing/examples';

const folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-credential-'));
const at = (name: string) => path.join(folder, name);
/** What each stream brought: its method, token and the name in its client certificate. */
const streams: { path: string; token: string | undefined; peer: string | undefined }[] = [];
let certificates: Certificates;
let server: Http2SecureServer;

beforeAll(async () => {
  certificates = await makeCertificates({ server: 'cp.example', client: 'spiffe://shop/one' });
  const { certificate: cert, key } = certificates.server;
  server = createSecureServer({
    cert,
    key,
    ca: certificates.ca,
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
  server.on('stream', (stream, headers) => {
    if (headers['x-meshkeep-token'] !== undefined) throw new Error('the bare token was sent on');
    const peer = (stream.session?.socket as TLSSocket | undefined)?.getPeerCertificate().subjectaltname;
    streams.push({ path: String(headers[':path']).split('/')[1] ?? '', token: headers.authorization, peer });
    stream.on('error', () => undefined);
    // A server that closes at once: Envoy comes again, with what it has then.
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' }, { endStream: true });
    stream.session?.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts an Envoy with this credential, its extra files written. */
async function start(credential: ProxyCredential, env: Record<string, string> = {}): Promise<RealEnvoy> {
  streams.length = 0;
  const tls = { ca: { pem: certificates.ca }, serverName: 'cp.example' };
  const { bootstrap, files } = envoyBootstrap({
    resource: NODE,
    controlPlane: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, tls },
    credential,
    options: { admin: { address: '127.0.0.1', port: 0 }, folder },
  });
  for (const file of files) writeFileSync(file.path, file.text);
  return RealEnvoy.run(JSON.stringify(bootstrap), env);
}

/** Replaces a file as Kubernetes and certificate agents do: by a rename. */
function replace(name: string, text: string): void {
  writeFileSync(at(`${name}.new`), text);
  renameSync(at(`${name}.new`), at(name));
}

const tokens = () => new Set(streams.map(({ token }) => token));
const peers = () => new Set(streams.map(({ peer }) => peer));

describe('a bearer token', () => {
  it('goes with configuration and load reports, and is not told by the admin interface', async () => {
    const envoy = await start({ type: 'token', token: 'mkpt_first' });
    await eventually(() => new Set(streams.map(({ path: service }) => service)).size === 2);
    expect(tokens()).toEqual(new Set(['Bearer mkpt_first']));
    const dump = await envoy.admin('/config_dump');
    expect(dump).toContain('credential_injector');
    expect(dump).not.toContain('mkpt_first');
  });

  it('comes from the environment', async () => {
    await start({ type: 'token-variable', variable: 'MK_TOKEN' }, { MK_TOKEN: 'mkpt_variable' });
    await eventually(() => streams.length > 0);
    expect(tokens()).toEqual(new Set(['Bearer mkpt_variable']));
  });

  it('is read again when its file is replaced', async () => {
    writeFileSync(at('token'), 'mkpt_old');
    await start({ type: 'token-file', file: at('token') });
    await eventually(() => tokens().has('Bearer mkpt_old'));
    replace('token', 'mkpt_new');
    await eventually(() => tokens().has('Bearer mkpt_new'));
    expect(tokens()).toEqual(new Set(['Bearer mkpt_old', 'Bearer mkpt_new']));
  });
});

describe('a client certificate', () => {
  it('is shown, and read again when its files are replaced', async () => {
    writeFileSync(at('tls.crt'), certificates.client.certificate);
    writeFileSync(at('tls.key'), certificates.client.key);
    await start({ type: 'certificate', certificate: at('tls.crt'), key: at('tls.key') });
    await eventually(() => peers().has('URI:spiffe://shop/one'));
    const next = await certificates.issueClient('spiffe://shop/two');
    replace('tls.key', next.key);
    replace('tls.crt', next.certificate);
    await eventually(() => peers().has('URI:spiffe://shop/two'));
    expect(tokens()).toEqual(new Set([undefined]));
  });
});

describe('the other side', () => {
  it('is not spoken to under another name', async () => {
    streams.length = 0;
    const { bootstrap } = envoyBootstrap({
      resource: NODE,
      controlPlane: {
        host: '127.0.0.1',
        port: (server.address() as AddressInfo).port,
        tls: { ca: { pem: certificates.ca }, serverName: 'another.example' },
      },
      credential: { type: 'token', token: 'mkpt_first' },
      options: { admin: { address: '127.0.0.1', port: 0 } },
    });
    const envoy = await RealEnvoy.run(JSON.stringify(bootstrap));
    await eventually(async () => (await envoy.stat('cluster.xds.ssl.fail_verify_san')) > 0);
    expect(streams).toEqual([]);
  });
});
