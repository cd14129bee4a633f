/** TLS on both ports, as the clients of others see it: a real Envoy, AWS's command line. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { connect as http2Connect } from 'node:http2';
import { connect as tcpConnect } from 'node:net';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates, connect as tlsConnect } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { proxyListSchema, trafficSchema } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { callService } from './testing/calls';
import { SERVER_NAME, serverFiles } from './testing/certificates';
import { KEY, type Plane, REGION, startPlane, temporaryDirectory } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, MESH } from './testing/scenario';

const run = promisify(execFile);
const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

/** A control plane with TLS. Our own calls trust its authority as the console does with MESHKEEP_API_CA. */
async function start() {
  const files = await serverFiles(temporaryDirectory());
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const plane = await startPlane(files.settings);
  return { plane, files };
}

const proxiesOf = async (plane: Plane) =>
  proxyListSchema.parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json()).proxies;

/** SHA-256 of the certificate that a port shows. */
async function shownBy(port: number, alpn: string): Promise<string> {
  const socket = tlsConnect({ port, host: '127.0.0.1', servername: SERVER_NAME, ALPNProtocols: [alpn] });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

describe('TLS on the xDS port', () => {
  it('serves a real Envoy that verifies us, with load reports and access logs, and goes on after a renewal', async () => {
    const { plane, files } = await start();
    await createMesh(plane);
    const tls = { ca: files.ca, serverName: SERVER_NAME };
    const { egress } = await startLine(plane, { tls, loadReports: true });
    const traffic = async () => trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());
    const flows = async () => {
      await callService(egress);
      const { edges, loads } = await traffic();
      return edges.some(({ requests }) => requests > 0) && loads.length > 0;
    };
    await eventually(flows);

    const before = await shownBy(plane.xdsPort, 'h2');
    await files.renew();
    await eventually(async () => (await shownBy(plane.xdsPort, 'h2')) !== before);
    expect(await shownBy(plane.apiPort, 'http/1.1')).toBe(await shownBy(plane.xdsPort, 'h2'));
    // The key is another one: proxies come back, are told it, and log again.
    const reported = (await traffic()).edges[0]?.requests ?? 0;
    await eventually(async () => {
      await callService(egress);
      return ((await traffic()).edges[0]?.requests ?? 0) > reported + 3;
    });
    const connected = async () => (await proxiesOf(plane)).filter(({ state }) => state !== 'disconnected');
    await eventually(async () => (await connected()).length === 3);
  });

  it('takes no plain connection, says so once in the log, and wants TLS 1.2 and HTTP/2', async () => {
    const { plane, files } = await start();
    for (let i = 0; i < 3; i++) {
      const session = http2Connect(`http://127.0.0.1:${plane.xdsPort}`);
      session.on('error', () => undefined);
      await once(session, 'close');
    }
    const said = plane.log.filter((line) => line.includes('a connection to the xDS port was refused'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('without TLS');
    const refused = async (options: object) => {
      const base = { port: plane.xdsPort, host: '127.0.0.1', servername: SERVER_NAME };
      const socket = tlsConnect({ ...base, ca: files.authority.certificate, ...options });
      const result = await Promise.race([
        once(socket, 'secureConnect').then(() => 'open'),
        once(socket, 'error'),
      ]).catch(() => 'refused');
      socket.destroy();
      return result === 'open' ? 'open' : 'refused';
    };
    expect(await refused({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).toBe('refused');
    expect(await refused({ ALPNProtocols: ['http/1.1'] })).toBe('refused');
    expect(await refused({ maxVersion: 'TLSv1.2', ALPNProtocols: ['h2'] })).toBe('open');
  });
});

describe('TLS on the API port', () => {
  it("serves AWS's command line with --ca-bundle, and refuses it without", async () => {
    const { plane, files } = await start();
    await createMesh(plane);
    const aws = path.join(import.meta.dirname, '../../.venv/bin/aws');
    const env = {
      NODE_ENV: 'test' as const,
      PATH: process.env.PATH,
      HOME: plane.dataDir,
      AWS_ACCESS_KEY_ID: KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
      AWS_DEFAULT_REGION: REGION,
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
    };
    const list = ['appmesh', 'list-meshes', '--endpoint-url', plane.apiUrl, '--query', 'meshes[].meshName'];
    const { stdout } = await run(aws, [...list, '--output', 'text', '--ca-bundle', files.ca], { env });
    expect(stdout.trim()).toBe(MESH);
    await expect(run(aws, list, { env })).rejects.toMatchObject({ stderr: expect.stringContaining('SSL') });
  });

  it('takes no plain HTTP, and answers the probes over TLS', async () => {
    const { plane } = await start();
    const plain = plainRequest({ port: plane.apiPort, host: '127.0.0.1', path: '/healthz' });
    plain.end();
    await expect(once(plain, 'response')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await eventually(() => plane.log.some((line) => line.includes('a connection to the API port was refused')));
    for (const probe of ['/healthz', '/readyz', '/metrics'])
      expect((await fetch(`${plane.apiUrl}${probe}`)).status).toBe(200);
  });

  it('lets a client go that connects and says nothing, without harm to others', async () => {
    const { plane } = await start();
    const silent = tcpConnect(plane.apiPort, '127.0.0.1');
    await once(silent, 'connect');
    expect((await fetch(`${plane.apiUrl}/healthz`)).status).toBe(200);
    silent.destroy();
  });
});
