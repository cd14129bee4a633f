/** `npm run export` against a real control plane, and the way back: export, import, the same mesh. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateVirtualNodeCommand, TagResourceCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExample } from '@/lib/api/testing/example-mesh';
import { readMesh } from '@/lib/aws';
import { type ExportFormat, importFiles, toExported } from '@/lib/formats';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';

const MESH = 'shop';
const ARN = `arn:aws:appmesh:us-east-1:000000000000:mesh/${MESH}/virtualNode/colour-v1`;

let plane: Plane;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-export-'));
  plane = await openPlane();
  await createExample(plane.appMesh, { mesh: MESH });
  // More than one page of a list, so that reading has to follow it.
  for (let i = 0; i < 101; i++) {
    const spec = { serviceDiscovery: { dns: { hostname: `n${i}.local`, ipPreference: 'IPv4_ONLY' as const } } };
    await plane.appMesh.send(new CreateVirtualNodeCommand({ meshName: MESH, virtualNodeName: `n${i}`, spec }));
  }
  await plane.appMesh.send(new TagResourceCommand({ resourceArn: ARN, tags: [{ key: 'team', value: 'colour' }] }));
});
afterAll(async () => {
  await plane.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const credentials = { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey };
  const own = { ...process.env, AWS_ENDPOINT_URL_APP_MESH: plane.apiUrl, ...credentials, ...env };
  const command = ['--import', 'tsx', 'scripts/export.ts', ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env: own, maxBuffer: 64 * 1024 * 1024 }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

/** The mesh as the API has it now, as inputs. */
async function live() {
  return toExported(MESH, await readMesh({ url: plane.apiUrl, region: REGION, key: KEY }, MESH));
}

const byName = (resources: readonly { params: object }[]) =>
  resources.map(({ params }) => JSON.stringify(params)).sort();

describe('npm run export', () => {
  it.each(['cli', 'cfn'] as const)('prints %s that imports as the very same mesh', async (format: ExportFormat) => {
    const { code, out, err } = await run(['--mesh', MESH, '--format', format]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const again = importFiles(format, [{ name: 'out', text: out }]);
    expect(again.todo).toEqual([]);
    const expected = await live();
    expect(expected).toHaveLength(108);
    expect(byName(again.resources)).toEqual(byName(expected));
  });

  it('writes files into a folder, which hold the mesh too', async () => {
    const out = path.join(folder, 'cli');
    const written = await run(['--mesh', MESH, '--format', 'cli', '--out', out]);
    expect(written).toEqual({ code: 0, out: '', err: `export: wrote 108 file(s) into ${out}\n` });
    const files = readdirSync(out).map((name) => ({ name, text: readFileSync(path.join(out, name), 'utf8') }));
    expect(byName(importFiles('cli', files).resources)).toEqual(byName(await live()));
    const twice = await run(['--mesh', MESH, '--format', 'cli', '--out', out]);
    expect(twice).toMatchObject({ code: 2, err: expect.stringContaining('is not empty') });
  });

  it('names on stderr what a format cannot say', async () => {
    const { code, out, err } = await run(['--mesh', MESH, '--format', 'crd']);
    expect(code).toBe(0);
    expect(err).toContain('export: not carried over: VirtualNode colour-v1: tags');
    const lost = err.split('\n').filter((line) => line.includes('spec.serviceDiscovery.dns.ipPreference'));
    expect(lost).toHaveLength(101);
    expect(importFiles('crd', [{ name: 'out.yaml', text: out }]).resources).toHaveLength(108);
  });

  it.each([
    [['--mesh', 'none', '--format', 'cli'], {}, 1, 'none'],
    [['--mesh', MESH, '--format', 'cli'], { AWS_SECRET_ACCESS_KEY: 'wrong' }, 1, 'signature'],
    [['--mesh', MESH, '--format', 'cli', '--endpoint-url', 'http://127.0.0.1:9'], {}, 1, '127.0.0.1:9'],
    [['--mesh', MESH], {}, 2, '--format must be one of cli, crd, cfn'],
    [['--format', 'cli'], {}, 2, '--mesh is missing'],
  ])('says what is wrong: %j %j', async (args, env, code, words) => {
    const failed = await run(args, env);
    expect(failed).toMatchObject({ code, out: '' });
    expect(failed.err).toContain(words);
  });
});
