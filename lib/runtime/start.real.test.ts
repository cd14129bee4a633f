/** Starting and stopping the built program, and what it says when it cannot start. */
import { chmodSync, chownSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { ListMeshesCommand } from '@aws-sdk/client-app-mesh';
import { describe, expect, it } from 'vitest';
import { clientsOf, planeEnvironment, temporaryDirectory } from './testing/plane';
import { Program } from './testing/program';
import { createMesh, setWeights } from './testing/scenario';

/** Somebody without rights. */
const NOBODY = 65534;

const environment = (more: Record<string, string> = {}) =>
  planeEnvironment({ MESHKEEP_DATA_DIR: temporaryDirectory(), ...more });

/** A port that is taken until the test is over. */
async function takenPort(): Promise<{ port: number; free(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, free: () => server.close() };
}

describe('the first start', () => {
  it('makes secrets, prints the administrator’s once, and keeps all for their owner alone', async () => {
    const dataDir = temporaryDirectory();
    const settings = { MESHKEEP_DATA_DIR: dataDir, MESHKEEP_API_PORT: '0', MESHKEEP_XDS_PORT: '0' };
    const first = new Program(settings);
    const { apiUrl } = await first.ready();
    const [, password] = /password +(\S+)/.exec(first.stdout) ?? [];
    const [, accessKeyId = '', secretAccessKey = ''] = /access key (\S+)\s+secret +(\S+)/.exec(first.stdout) ?? [];
    expect(password).toMatch(/^.{16,}$/);
    const { appMesh } = clientsOf(apiUrl, { accessKeyId, secretAccessKey });
    expect((await appMesh.send(new ListMeshesCommand({}))).meshes).toEqual([]);
    appMesh.destroy();
    for (const secret of [password ?? '-', secretAccessKey]) expect(first.stderr).not.toContain(secret);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const file of ['console.json', 'meshkeep.db']) {
      expect(statSync(path.join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
    const handedOver = readFileSync(path.join(dataDir, 'console.json'), 'utf8');
    expect(await first.stop('SIGTERM')).toEqual({ code: 0, signal: null });

    const second = new Program(settings);
    await second.ready();
    expect(second.stdout).toBe('');
    const again = JSON.parse(readFileSync(path.join(dataDir, 'console.json'), 'utf8'));
    expect({ ...again, apiUrl: '' }).toEqual({ ...JSON.parse(handedOver), apiUrl: '' });
    expect(await second.stop('SIGINT')).toEqual({ code: 0, signal: null });
  });

  it('answers its probes', async () => {
    const program = new Program(environment());
    const { apiUrl } = await program.ready();
    for (const probe of ['/healthz', '/readyz']) expect((await fetch(`${apiUrl}${probe}`)).status).toBe(200);
    const metrics = await (await fetch(`${apiUrl}/metrics`)).text();
    expect(metrics).toContain('meshkeep_http_requests_total{door="probe",status="200"} 2');
    const strange = await fetch(`${apiUrl}/healthz`, { method: 'POST' });
    expect([strange.status, strange.headers.get('content-type')]).toEqual([405, 'application/json']);
  });
});

describe('the Unix socket', () => {
  it('is taken over from a killed process, but not from a living one', async () => {
    const socket = path.join(temporaryDirectory(), 'xds.sock');
    const killed = new Program(environment({ MESHKEEP_XDS_SOCKET: socket }));
    await killed.ready();
    await killed.stop('SIGKILL');
    expect(statSync(socket).isSocket()).toBe(true);
    const next = new Program(environment({ MESHKEEP_XDS_SOCKET: socket }));
    await next.ready();
    const third = new Program(environment({ MESHKEEP_XDS_SOCKET: socket }));
    expect((await third.ended).code).toBe(1);
    expect(third.stderr).toContain('MESHKEEP_XDS_SOCKET');
  });
});

describe('a start that cannot be', () => {
  async function failure(settings: Record<string, string>): Promise<string> {
    const program = new Program(settings);
    expect((await program.ended).code).toBe(1);
    return program.stderr;
  }

  it('names every setting that is wrong', async () => {
    const said = await failure(environment({ MESHKEEP_HOST: '0.0.0.0', MESHKEEP_ACCOUNT_ID: 'x' }));
    expect(said).toContain('MESHKEEP_HOST: 0.0.0.0 is not a loopback address');
    expect(said).toContain('MESHKEEP_ACCOUNT_ID');
  });

  it.each(['MESHKEEP_API_PORT', 'MESHKEEP_XDS_PORT'])('names %s when the port is in use', async (setting) => {
    const { port, free } = await takenPort();
    const said = await failure(environment({ [setting]: String(port) }));
    expect(said).toContain(`127.0.0.1:${port}: it is in use`);
    expect(said).toContain(`Choose another with ${setting}`);
    free();
  });

  it('says that the database is none, and leaves the file as it is', async () => {
    const dataDir = temporaryDirectory();
    const file = path.join(dataDir, 'meshkeep.db');
    writeFileSync(file, 'this is a text and no database, and long enough to be looked at as one');
    const said = await failure(environment({ MESHKEEP_DATA_DIR: dataDir }));
    expect(said).toContain(file);
    expect(said).toContain('MESHKEEP_DATABASE_URL');
    expect(readFileSync(file, 'utf8')).toContain('this is a text');
  });

  it('says that another control plane owns the database', async () => {
    const settings = environment();
    const first = new Program(settings);
    await first.ready();
    expect(await failure(settings)).toContain('in use');
  });

  it('says that the database may not be written, and where it is set', async () => {
    const dataDir = temporaryDirectory();
    const settings = environment({ MESHKEEP_DATA_DIR: dataDir });
    const first = new Program(settings);
    await first.ready();
    await first.stop('SIGTERM');
    const uid = process.getuid?.() === 0 ? NOBODY : undefined;
    for (const entry of [dataDir, ...readdirSync(dataDir).map((file) => path.join(dataDir, file))]) {
      if (uid !== undefined) chownSync(entry, uid, uid);
      chmodSync(entry, entry === dataDir ? 0o500 : 0o400);
    }
    const second = new Program(settings, uid);
    expect((await second.ended).code).toBe(1);
    expect(second.stderr).toMatch(/read-only|may not be written|EACCES|permission denied/i);
    expect(second.stderr).toContain(dataDir);
    expect(second.stderr).toContain('MESHKEEP_DATA_DIR');
    chmodSync(dataDir, 0o700);
  });

  it('says that the data directory cannot be used', async () => {
    const file = path.join(temporaryDirectory(), 'a-file');
    writeFileSync(file, '');
    expect(await failure(environment({ MESHKEEP_DATA_DIR: file }))).toContain('MESHKEEP_DATA_DIR');
  });
});

describe('a database that fails while it runs', () => {
  it('writes get 503 and change nothing, reads go on, and all is well when it is back', async () => {
    const dataDir = temporaryDirectory();
    const program = new Program(environment({ MESHKEEP_DATA_DIR: dataDir }));
    const { apiUrl } = await program.ready();
    const clients = clientsOf(apiUrl);
    await createMesh(clients);
    const file = path.join(dataDir, 'meshkeep.db');
    renameSync(file, `${file}.away`);
    await expect(setWeights(clients, 1, 1)).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
    expect((await clients.get('/meshes')).status).toBe(200);
    renameSync(`${file}.away`, file);
    expect(await setWeights(clients, 1, 1)).toBe(8);
    clients.appMesh.destroy();
    clients.cloudMap.destroy();
  });
});
