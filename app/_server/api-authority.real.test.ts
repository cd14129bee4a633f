import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { AwayError, callAppMesh, signedFetch } from '@/lib/aws';
import { serverFiles } from '@/lib/runtime/testing/certificates';
import { KEY, REGION, startPlane, temporaryDirectory } from '@/lib/runtime/testing/plane';
import { trustApiAuthority } from './api-authority';

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

it('lets the console speak TLS to a control plane of a private authority, through both of its clients', async () => {
  const files = await serverFiles(temporaryDirectory());
  const { apiUrl } = await startPlane(files.settings);
  const endpoint = { url: apiUrl, region: REGION, key: KEY };
  const meshes = () => signedFetch(endpoint, { method: 'GET', path: '/meshkeep/v1/meshes', service: 'meshkeep' });
  await expect(meshes()).rejects.toThrow(AwayError);
  trustApiAuthority(files.ca);
  expect((await meshes()).status).toBe(200);
  expect((await callAppMesh(endpoint, 'ListMeshes', {})).output).toMatchObject({ meshes: [] });
});

it('says which file it cannot use, and trusts nobody new', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const before = getCACertificates('default');
  trustApiAuthority(path.join(import.meta.dirname, 'no-such.pem'));
  expect(said.mock.calls[0]?.[0]).toContain('MESHKEEP_API_CA');
  expect(getCACertificates('default')).toEqual(before);
  said.mockRestore();
});
