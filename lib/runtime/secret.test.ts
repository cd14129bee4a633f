/** Secrets on the disk: nothing lies open in the database, and a wrong secret is told instead of locking out. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ListMeshesCommand } from '@aws-sdk/client-app-mesh';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '@/lib/store';
import { clientsOf, KEY, startPlane, temporaryDirectory } from './testing/plane';

const FIRST = 'the first secret of this place';
const SECOND = 'the second secret of this place';

/** Every file of a database as it lies on the disk: the file itself and its log. */
function databaseBytes(dataDir: string): string {
  const files = readdirSync(dataDir).filter((file) => file.startsWith('meshkeep.db'));
  return files.map((file) => readFileSync(path.join(dataDir, file), 'latin1')).join('\n');
}

async function start(dataDir: string, more: Record<string, string> = {}) {
  const plane = await startPlane({ MESHKEEP_DATA_DIR: dataDir, ...more });
  const meshes = () => plane.appMesh.send(new ListMeshesCommand({})).then((answer) => answer.meshes);
  return { plane, meshes };
}

async function runOnce(dataDir: string, more: Record<string, string> = {}): Promise<void> {
  const { plane, meshes } = await start(dataDir, more);
  expect(await meshes()).toEqual([]);
  await plane.close();
}

const consoleKey = (dataDir: string) => JSON.parse(readFileSync(path.join(dataDir, 'console.json'), 'utf8'));

describe('secrets at rest', () => {
  it('are in no file of the database, while it runs and afterwards; the key works', async () => {
    const dataDir = temporaryDirectory();
    const { plane, meshes } = await start(dataDir);
    expect(await meshes()).toEqual([]);
    const { secret, secretAccessKey } = consoleKey(dataDir);
    expect(readFileSync(path.join(dataDir, 'secret'), 'utf8').trim()).toBe(secret);
    expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
    for (const round of ['running', 'closed']) {
      if (round === 'closed') await plane.close();
      const bytes = databaseBytes(dataDir);
      expect(bytes).toContain(KEY.accessKeyId);
      for (const hidden of [secret, secretAccessKey, KEY.secretAccessKey]) expect(bytes).not.toContain(hidden);
    }
    await runOnce(dataDir);
    expect(consoleKey(dataDir)).toMatchObject({ secret, secretAccessKey });
  });

  it('of an older version are sealed at the next start, and nothing of them is left on the disk', async () => {
    const dataDir = temporaryDirectory();
    const store = await createSqliteStore({ path: path.join(dataDir, 'meshkeep.db'), clock: { now: () => 0 } });
    await store.write(async (tx) => {
      const { accessKeyId: id, secretAccessKey: secret } = KEY;
      await tx.putAccessKey({ id, secret, role: 'administrator', label: 'administrator key' });
      await tx.putSecret('admin-access-key-id', id);
      await tx.putSecret('meshkeep-secret', FIRST);
    });
    await store.close();
    expect(databaseBytes(dataDir)).toContain(KEY.secretAccessKey);
    await runOnce(dataDir);
    for (const hidden of [FIRST, KEY.secretAccessKey]) expect(databaseBytes(dataDir)).not.toContain(hidden);
    expect(consoleKey(dataDir).secret).toBe(FIRST);
    await runOnce(dataDir);
  });

  it('given by the environment are kept nowhere but in the console’s file', async () => {
    const dataDir = temporaryDirectory();
    await runOnce(dataDir, { MESHKEEP_SECRET: FIRST });
    expect(existsSync(path.join(dataDir, 'secret'))).toBe(false);
    expect(databaseBytes(dataDir)).not.toContain(FIRST);
  });
});

describe('another secret than before', () => {
  it('is told, and nothing is changed', async () => {
    const dataDir = temporaryDirectory();
    await runOnce(dataDir, { MESHKEEP_SECRET: FIRST });
    await expect(startPlane({ MESHKEEP_DATA_DIR: dataDir, MESHKEEP_SECRET: SECOND })).rejects.toThrow(
      /encrypted with another secret.*MESHKEEP_PREVIOUS_SECRET.*MESHKEEP_FORGET_KEYS/s,
    );
    await expect(startPlane({ MESHKEEP_DATA_DIR: dataDir })).rejects.toThrow(/MESHKEEP_SECRET is not set/);
    expect(existsSync(path.join(dataDir, 'secret'))).toBe(false);
    await runOnce(dataDir, { MESHKEEP_SECRET: FIRST });
  });

  it('is told when the file of the secret is gone', async () => {
    const dataDir = temporaryDirectory();
    await runOnce(dataDir);
    rmSync(path.join(dataDir, 'secret'));
    await expect(startPlane({ MESHKEEP_DATA_DIR: dataDir })).rejects.toThrow(/has no file "secret"/);
    expect(existsSync(path.join(dataDir, 'secret'))).toBe(false);
  });

  it('takes over where the previous one is given', async () => {
    const dataDir = temporaryDirectory();
    await runOnce(dataDir, { MESHKEEP_SECRET: FIRST });
    const before = consoleKey(dataDir);
    await runOnce(dataDir, { MESHKEEP_SECRET: SECOND, MESHKEEP_PREVIOUS_SECRET: FIRST });
    await runOnce(dataDir, { MESHKEEP_SECRET: SECOND });
    expect(consoleKey(dataDir).secretAccessKey).toBe(before.secretAccessKey);
  });

  it('makes new keys where the old ones are given up', async () => {
    const dataDir = temporaryDirectory();
    await runOnce(dataDir, { MESHKEEP_SECRET: FIRST });
    const given = { MESHKEEP_ACCESS_KEY_ID: '', MESHKEEP_SECRET_ACCESS_KEY: '' };
    const { plane } = await start(dataDir, { MESHKEEP_SECRET: SECOND, MESHKEEP_FORGET_KEYS: 'yes', ...given });
    const { id: accessKeyId = '', secret: secretAccessKey = '' } = plane.made.accessKey ?? {};
    const { appMesh } = clientsOf(plane.apiUrl, { accessKeyId, secretAccessKey });
    expect((await appMesh.send(new ListMeshesCommand({}))).meshes).toEqual([]);
    await expect(plane.appMesh.send(new ListMeshesCommand({}))).rejects.toThrow();
    appMesh.destroy();
  });
});
