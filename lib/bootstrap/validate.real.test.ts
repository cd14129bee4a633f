/** Every option, as Envoy itself reads it. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BootstrapInput, createBootstrap } from './index';
import { makeCertificates } from './testing/certificates';
import { controlPlanes, credentials, type Files, GATEWAY, NODE, OPTIONS } from './testing/examples';

const binary = process.env.MESHKEEP_ENVOY ?? path.resolve(import.meta.dirname, '../../.venv/bin/envoy');
const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-bootstrap-'));
const at = (name: string) => path.join(folder, name);
const files: Files = { ca: at('ca.pem'), certificate: at('tls.crt'), key: at('tls.key'), token: at('token'), folder };
let pem = '';

beforeAll(async () => {
  const made = await makeCertificates({ server: 'meshkeep.example.com', client: 'spiffe://shop/front' });
  writeFileSync(files.ca, made.ca);
  writeFileSync(files.certificate, made.client.certificate);
  writeFileSync(files.key, made.client.key);
  writeFileSync(files.token, 'mkpt_one');
  pem = made.ca;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Envoy's verdict on the script of the command line, with its files and its arguments. */
async function verdict(input: BootstrapInput): Promise<string> {
  const own = mkdtempSync(path.join(folder, 'run-'));
  const options = { ...input.options, folder: path.join(own, 'watched') };
  mkdirSync(options.folder);
  const [script] = createBootstrap({ ...input, options }, ['cli']).files;
  const checking = script?.text.replace('exec envoy ', 'exec "$ENVOY" --mode validate ') ?? '';
  writeFileSync(path.join(own, 'start.sh'), checking);
  const env = { ...process.env, ENVOY: binary, MESHKEEP_XDS_TOKEN: 'mkpt_one' };
  const { stdout, stderr } = await run('sh', ['start.sh'], { cwd: own, env });
  return stdout + stderr;
}

const base = {
  resource: NODE,
  controlPlane: { host: '127.0.0.1', port: 18000 },
  credential: { type: 'none' },
  options: {},
} as const;

describe('Envoy takes', () => {
  it.each(Object.keys(controlPlanes(files, '')))('a control plane: %s', async (name) => {
    const controlPlane = controlPlanes(files, pem)[name] ?? expect.fail();
    for (const credential of Object.values(credentials(files))) {
      expect(await verdict({ ...base, controlPlane, credential })).toContain("configuration 'envoy.yaml' OK");
    }
  });

  it.each(Object.entries(OPTIONS))('options: %s', async (_, options) => {
    expect(await verdict({ ...base, options })).toContain("configuration 'envoy.yaml' OK");
  });

  it('a gateway', async () => {
    expect(await verdict({ ...base, resource: GATEWAY })).toContain("configuration 'envoy.yaml' OK");
  });
});

describe('a test that can fail', () => {
  it('is refused without its token variable, and with a certificate that is none', async () => {
    const variable = { type: 'token-variable', variable: 'MESHKEEP_NO_SUCH_VARIABLE' } as const;
    await expect(verdict({ ...base, credential: variable })).rejects.toThrow(/MESHKEEP_NO_SUCH_VARIABLE|environment/);
    const tls = { ca: { file: files.key } };
    await expect(verdict({ ...base, controlPlane: { host: 'x', port: 1, tls } })).rejects.toThrow(/[Cc]ertificate/);
  });
});
